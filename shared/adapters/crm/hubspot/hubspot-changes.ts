import type {
  CrmActivity,
  CrmChange,
  CrmDeal,
  CrmRecord,
  CrmRecordChange,
  CrmSubject,
} from '../../../domain/crm/crm-change.ts';
import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import type { CrmStage } from '../../../domain/crm/crm-lifecycle.ts';
import { addSeconds, type Instant } from '../../../domain/instant.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { ownValue } from '../../../domain/own-value.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import type { CrmChangePage, CrmChangeQuery, CrmChanges } from '../../../ports/crm-changes.ts';
import type { CallCrm } from '../crm-request.ts';
import { ACTIVITY_KINDS, readHubSpotTime } from './hubspot-activities.ts';
import { type HubSpotAccess, hubSpotCall } from './hubspot-call.ts';
import { DEAL_PROPERTIES, DEALS, readDeal, readDeletedDeals } from './hubspot-deals.ts';
import { failureOfAnswer } from './hubspot-errors.ts';
import { type FoundObject, searchChanged } from './hubspot-search.ts';
import { readStages, STAGE_PROPERTIES, stagesIn } from './hubspot-stages.ts';
import { HubSpotSubjects } from './hubspot-subjects.ts';

const CONTACTS = 'contacts';
const OWNER = 'hubspot_owner_id';
const Contact = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  propertiesWithHistory: z
    .record(
      z.string(),
      z.array(
        z.object({
          value: z.string().nullish(),
          timestamp: z.string(),
          sourceType: z.string().default(''),
          updatedByUserId: z.number().nullish(),
        }),
      ),
    )
    .default({}),
});

/** Reads what an object says of itself. Undefined: nothing that counts. */
type ReadObject = (found: FoundObject, now: Instant) => Omit<CrmActivity, 'about'> | Omit<CrmDeal, 'about'> | undefined;

/** Where HubSpot says that no person made a change. */
const AUTOMATIC_SOURCES = /^(?:AUTOMATION|WORKFLOW|INTEGRATION|API|BOT|SEQUENCE|CALCULATED|AI_)/;

/**
 * Reads HubSpot by its search, whose index lags behind by some seconds and at times by minutes: so the last minutes are
 * read again. What is found is only a hint for contacts, which are then read themselves.
 */
export class HubSpotChanges implements CrmChanges {
  readonly kinds = [...Object.keys(ACTIVITY_KINDS), DEALS, CONTACTS];
  readonly overlapSeconds = 300;
  readonly #call: CallCrm;
  readonly #leadProperty: string | undefined;
  readonly #subjects: HubSpotSubjects;

  constructor(options: HubSpotAccess & { readonly leadProperty: string | undefined }) {
    const { leadProperty, ...access } = options;
    this.#call = hubSpotCall(access);
    this.#leadProperty = leadProperty;
    this.#subjects = new HubSpotSubjects(this.#call, leadProperty);
  }

  async read(query: CrmChangeQuery): Promise<Result<CrmChangePage, CrmFailure>> {
    const { kind, from, isTaken } = query;
    const reader = readerOf(kind);
    const readBefore = addSeconds(from, this.overlapSeconds);
    const search = await searchChanged(
      reader
        ? { object: kind, changedBy: 'hs_lastmodifieddate', from, readBefore, properties: reader.properties }
        : {
            object: kind,
            changedBy: 'lastmodifieddate',
            ...{ from, readBefore },
            properties: [OWNER, ...STAGE_PROPERTIES, ...this.#subjects.properties],
            ...(this.#leadProperty !== undefined && { having: this.#leadProperty }),
          },
      this.#call,
    );
    if (!search.ok) return search;
    const { found, isComplete } = search.value;
    const fresh = found.filter((one) => !isTaken(one));
    const changes = reader
      ? await this.#withSubjects(fresh, reader.read, query)
      : success(fresh.map((one) => this.#toRecordChange(one)));
    if (!changes.ok) return changes;
    const last = found.at(-1);
    return success({ changes: changes.value, isComplete, ...(last && { readUntil: last.changedAt }) });
  }

  async record(id: string): Promise<Result<CrmRecord | undefined, CrmFailure>> {
    const properties = [OWNER, ...this.#subjects.properties].join(',');
    const path = `/crm/v3/objects/contacts/${encodeURIComponent(id)}?properties=${properties}&propertiesWithHistory=${OWNER}`;
    const answer = await this.#call({ method: 'GET', path });
    if (!answer.ok) return answer;
    if (answer.value.status === 404) return success(undefined);
    if (answer.value.status !== 200) return failure(failureOfAnswer(answer.value));
    const parsed = Contact.safeParse(answer.value.json);
    if (!parsed.success) return failure({ code: 'unreadable' });
    const { properties: values, propertiesWithHistory } = parsed.data;
    const owner = ownValue(values, OWNER);
    const last = ownValue(propertiesWithHistory, OWNER)?.[0];
    const at = readHubSpotTime(last?.timestamp);
    return success({
      ...this.#subjects.of(parsed.data.id, values),
      ...(owner && { owner }),
      ...(last && {
        ownerChange: {
          ...(at !== undefined && { at }),
          ...(last.updatedByUserId && { user: `user:${last.updatedByUserId}` }),
          byPerson: !AUTOMATIC_SOURCES.test(last.sourceType),
        },
      }),
    });
  }

  stages(id: string): Promise<Result<readonly CrmStage[], CrmFailure>> {
    return readStages(id, this.#call);
  }

  async deleted(ids: readonly string[]): Promise<Result<readonly CrmSubject[], CrmFailure>> {
    const found = await this.#subjects.ofContacts(ids, '?archived=true');
    // A merged contact answers under the id of the one that is left.
    return found.ok ? success([...found.value].flatMap(([id, about]) => (about.record === id ? [about] : []))) : found;
  }

  deletedDeals(ids: readonly string[]): Promise<Result<readonly string[], CrmFailure>> {
    return readDeletedDeals(ids, this.#call);
  }

  #toRecordChange({ id, properties, changedAt }: FoundObject): CrmRecordChange {
    const owner = ownValue(properties, OWNER);
    const stages = stagesIn(properties);
    const about = this.#subjects.of(id, properties);
    return { type: 'record', id, changedAt, about, ...(owner && { owner }), ...(stages.length > 0 && { stages }) };
  }

  /** The search does not say which contacts an activity or a deal is about. */
  async #withSubjects(
    found: readonly FoundObject[],
    read: ReadObject,
    { kind, now }: CrmChangeQuery,
  ): Promise<Result<readonly CrmChange[], CrmFailure>> {
    const happened = found.flatMap((one) => read(one, now) ?? []);
    const ids = happened.map(({ id }) => id);
    const subjects = await this.#subjects.ofObjects(kind, ids);
    if (!subjects.ok) return subjects;
    return success(happened.map((one) => ({ ...one, about: subjects.value.get(one.id) ?? [] })));
  }
}

/** Returns what is read of an activity or a deal; undefined for contacts. */
function readerOf(kind: string): { readonly properties: readonly string[]; readonly read: ReadObject } | undefined {
  if (kind === DEALS) return { properties: DEAL_PROPERTIES, read: readDeal };
  const activity = ownValue(ACTIVITY_KINDS, kind);
  return (
    activity && {
      properties: [OWNER, ...activity.properties],
      read: ({ id, changedAt, properties }, now) => {
        const happened = activity.read(properties, now);
        return happened && { type: 'activity', id, changedAt, ...happened, ...userOf(properties) };
      },
    }
  );
}

function userOf(properties: FoundObject['properties']): { readonly user?: string } {
  const user = ownValue(properties, OWNER);
  return user ? { user } : {};
}
