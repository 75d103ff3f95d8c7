import type { CrmDeal } from '../../../domain/crm/crm-change.ts';
import { readHubSpotTime } from './hubspot-activities.ts';
import type { FoundObject } from './hubspot-search.ts';

/** HubSpot's name of the object. */
export const DEALS = 'deals';

/** The properties that say whether a deal is over, since when, and what it is worth. */
export const DEAL_PROPERTIES = [
  'hs_is_closed_won',
  'hs_is_closed_lost',
  'hs_v2_date_entered_current_stage',
  'closedate',
  'amount',
  'amount_in_home_currency',
  'deal_currency_code',
] as const;

/**
 * Reads a deal that was won or lost; undefined while it is open. Each portal names its stages itself, so HubSpot's own
 * flags decide. The close date is a date that people set: it counts only where HubSpot does not tell the time.
 */
export function readDeal({ id, properties, changedAt }: FoundObject): Omit<CrmDeal, 'about'> | undefined {
  const isWon = properties.hs_is_closed_won === 'true';
  if (!isWon && properties.hs_is_closed_lost !== 'true') return undefined;
  const { hs_v2_date_entered_current_stage: entered, closedate } = properties;
  const at = readHubSpotTime(entered) ?? readHubSpotTime(closedate) ?? changedAt;
  return {
    type: 'deal',
    id,
    changedAt,
    outcome: isWon ? 'won' : 'lost',
    at: at > changedAt ? changedAt : at,
    ...worthOf(properties),
  };
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
