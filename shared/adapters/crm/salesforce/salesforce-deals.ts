import type { CrmDeal } from '../../../domain/crm/crm-change.ts';
import { type CrmFailure, isPassing } from '../../../domain/crm/crm-failure.ts';
import { type Instant, instantOf } from '../../../domain/instant.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type Result, success } from '../../../domain/result.ts';
import { inParts } from '../crm-request.ts';
import { quoteSoql, type SalesforceClient } from './salesforce-client.ts';

/** Salesforce's name of the object. */
export const OPPORTUNITY = 'Opportunity';

/** A deal without the persons that it is about. */
export type FoundDeal = Omit<CrmDeal, 'about'>;

const Time = z.string().transform((text): Instant => instantOf(Date.parse(text)));
const Row = z.object({
  Id: z.string(),
  IsWon: z.boolean(),
  IsClosed: z.boolean(),
  IsDeleted: z.boolean(),
  StageName: z.string(),
  OwnerId: z.string(),
  Amount: z.number().nullish(),
  CurrencyIsoCode: z.string().nullish(),
  LastStageChangeDate: Time.nullish(),
  CreatedDate: Time,
  SystemModstamp: Time,
});
const RoleRow = z.object({ OpportunityId: z.string(), ContactId: z.string() });
const ConvertedRow = z.object({ ConvertedOpportunityId: z.string(), ConvertedContactId: z.string().nullish() });

const FIELDS =
  'Id, IsWon, IsClosed, IsDeleted, StageName, OwnerId, Amount, LastStageChangeDate, CreatedDate, SystemModstamp';
/** Only organizations with several currencies have it. */
const CURRENCY = 'CurrencyIsoCode';
/** Also what was deleted. */
const ALL = { all: true } as const;
/** The most ids of one query: it stands in the address of the request. */
const MAX_IDS = 200;

/**
 * Reads opportunities, those that were deleted too, oldest change first. Each organization names its stages itself, so Salesforce's own
 * flags decide; the close date is one that people set, so the time of the last stage counts.
 */
export async function readDeals(
  from: Instant,
  client: SalesforceClient,
): Promise<Result<readonly FoundDeal[], CrmFailure>> {
  const where = `WHERE SystemModstamp >= ${from} ORDER BY SystemModstamp`;
  const first = await client.query(`SELECT ${FIELDS}, ${CURRENCY} FROM ${OPPORTUNITY} ${where}`, Row, ALL);
  const lacksCurrency = !first.ok && first.problem.code === 'unknown_field';
  const rows = lacksCurrency ? await client.query(`SELECT ${FIELDS} FROM ${OPPORTUNITY} ${where}`, Row, ALL) : first;
  if (!rows.ok) return rows;
  return success(
    rows.value.map(({ Id: id, IsWon, Amount: amount, CurrencyIsoCode: currency, SystemModstamp, ...row }) => ({
      type: 'deal',
      id,
      changedAt: SystemModstamp,
      outcome: row.IsDeleted ? 'deleted' : IsWon ? 'won' : row.IsClosed ? 'lost' : 'open',
      stage: row.StageName,
      user: row.OwnerId,
      at: row.LastStageChangeDate ?? row.CreatedDate,
      ...(typeof amount === 'number' && { amount, ...(currency && { currency }) }),
    })),
  );
}

/** Reads the contacts of opportunities: those with a role, and those that a converted lead became. */
export async function readDealContacts(
  ids: readonly string[],
  client: SalesforceClient,
): Promise<Result<ReadonlyMap<string, readonly string[]>, CrmFailure>> {
  const contacts = new Map<string, readonly string[]>();
  const add = (deal: string, contact: string) =>
    contacts.set(deal, [...new Set([...(contacts.get(deal) ?? []), contact])]);
  for (const part of inParts(ids, MAX_IDS)) {
    const listed = part.map(quoteSoql).join(', ');
    const leads = await client.query(
      `SELECT ConvertedOpportunityId, ConvertedContactId FROM Lead WHERE ConvertedOpportunityId IN (${listed})`,
      ConvertedRow,
    );
    if (!leads.ok) return leads;
    for (const { ConvertedOpportunityId, ConvertedContactId } of leads.value)
      if (ConvertedContactId) add(ConvertedOpportunityId, ConvertedContactId);
    const roles = await client.query(
      `SELECT OpportunityId, ContactId FROM OpportunityContactRole WHERE OpportunityId IN (${listed})`,
      RoleRow,
    );
    // Where contact roles are not in use, or may not be read, the converted leads are all there is.
    if (!roles.ok && isPassing(roles.problem.code) && roles.problem.code !== 'forbidden') return roles;
    if (roles.ok) for (const { OpportunityId, ContactId } of roles.value) add(OpportunityId, ContactId);
  }
  return success(contacts);
}
