import type { CrmDeal } from '../../../domain/crm/crm-change.ts';
import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import type { CallCrm } from '../crm-request.ts';
import { readHubSpotTime } from './hubspot-activities.ts';
import { postBatch } from './hubspot-batch.ts';
import type { FoundObject } from './hubspot-search.ts';

/** HubSpot's name of the object. */
export const DEALS = 'deals';

/**
 * The properties that say whether a deal is over, since when, what it is worth, in which stage it is and whose. Many public
 * programs read the flags and the time by these names; we found no page of HubSpot's that lists them.
 */
export const DEAL_PROPERTIES = [
  'hs_is_closed_won',
  'hs_is_closed_lost',
  'dealstage',
  'hubspot_owner_id',
  'hs_v2_date_entered_current_stage',
  'closedate',
  'amount',
  'amount_in_home_currency',
  'deal_currency_code',
] as const;

/**
 * Reads a deal. Each portal names its stages itself, so HubSpot's own flags say whether it is over. The close date is a
 * date that people set: it counts only where HubSpot does not tell the time.
 */
export function readDeal({ id, properties, changedAt }: FoundObject): Omit<CrmDeal, 'about'> {
  const isWon = properties.hs_is_closed_won === 'true';
  const isLost = !isWon && properties.hs_is_closed_lost === 'true';
  const { hs_v2_date_entered_current_stage: entered, closedate, dealstage: stage, hubspot_owner_id: user } = properties;
  const closed = isWon || isLost ? readHubSpotTime(closedate) : undefined;
  const at = readHubSpotTime(entered) ?? closed ?? changedAt;
  return {
    type: 'deal',
    id,
    changedAt,
    outcome: isWon ? 'won' : isLost ? 'lost' : 'open',
    at: at > changedAt ? changedAt : at,
    ...(stage && { stage }),
    ...(user && { user }),
    ...worthOf(properties),
  };
}

/**
 * Reads those of these deals that were deleted: HubSpot calls them archived. Asked for them, it returns "only results that
 * have been archived": https://developers.hubspot.com/docs/guides/api/crm/objects/deals (its OpenAPI description of
 * `batch/read`, parameter `archived`).
 */
export async function readDeletedDeals(
  ids: readonly string[],
  call: CallCrm,
): Promise<Result<readonly string[], CrmFailure>> {
  const entries = ids.map((id) => ({ trace: id, input: { id } }));
  const read = await postBatch(call, '/crm/v3/objects/deals/batch/read?archived=true', entries, { properties: [] });
  const deleted: string[] = [];
  for (const [id, outcome] of read) {
    if (outcome.outcome === 'failed') return failure(outcome.failure);
    if (outcome.outcome === 'done') deleted.push(id);
  }
  return success(deleted);
}

function worthOf(properties: FoundObject['properties']): Pick<CrmDeal, 'amount' | 'currency'> {
  const home = readAmount(properties.amount_in_home_currency);
  if (home !== undefined) return { amount: home };
  const amount = readAmount(properties.amount);
  if (amount === undefined) return {};
  const { deal_currency_code: currency } = properties;
  return { amount, ...(currency && { currency }) };
}

function readAmount(text: string | null | undefined): number | undefined {
  const amount = Number(text || Number.NaN);
  return Number.isFinite(amount) ? amount : undefined;
}
