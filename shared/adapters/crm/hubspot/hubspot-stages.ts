import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import type { CrmStage } from '../../../domain/crm/crm-lifecycle.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { ownValue } from '../../../domain/own-value.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import type { CallCrm } from '../crm-request.ts';
import { readHubSpotTime } from './hubspot-activities.ts';
import { failureOfAnswer } from './hubspot-errors.ts';
import type { FoundObject } from './hubspot-search.ts';

/**
 * The contact properties with a stage of the life cycle:
 * https://knowledge.hubspot.com/properties/hubspots-default-contact-properties
 */
export const STAGE_PROPERTIES = ['lifecyclestage', 'hs_lead_status'] as const;

const Contact = z.object({
  properties: z.record(z.string(), z.string().nullable()),
  propertiesWithHistory: z
    .record(z.string(), z.array(z.object({ value: z.string().nullish(), timestamp: z.string() })))
    .default({}),
});

/** Returns the stages among the properties of a contact, without the times. */
export function stagesIn(properties: FoundObject['properties']): readonly CrmStage[] {
  return STAGE_PROPERTIES.flatMap((property) => {
    const value = ownValue(properties, property);
    return value ? [{ property, value }] : [];
  });
}

/** Reads the stages of a contact, and when each was set: the newest entry of its history. A contact that is gone has none. */
export async function readStages(id: string, call: CallCrm): Promise<Result<readonly CrmStage[], CrmFailure>> {
  const names = STAGE_PROPERTIES.join(',');
  const path = `/crm/v3/objects/contacts/${encodeURIComponent(id)}?properties=${names}&propertiesWithHistory=${names}`;
  const answer = await call({ method: 'GET', path });
  if (!answer.ok) return answer;
  if (answer.value.status === 404) return success([]);
  if (answer.value.status !== 200) return failure(failureOfAnswer(answer.value));
  const parsed = Contact.safeParse(answer.value.json);
  if (!parsed.success) return failure({ code: 'unreadable' });
  const { properties, propertiesWithHistory } = parsed.data;
  return success(
    stagesIn(properties).map((stage) => {
      const [newest] = ownValue(propertiesWithHistory, stage.property) ?? [];
      const at = newest?.value === stage.value ? readHubSpotTime(newest.timestamp) : undefined;
      return { ...stage, ...(at !== undefined && { at }) };
    }),
  );
}
