import type { EnrichmentResult } from '../../domain/enrichment/enrichment-result.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { ReadOptions } from '../../ports/lead-store.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { EnrichmentRow } from './rows.ts';

/** Saves the enrichment result of a lead, unless its person has been erased: a late answer must not bring them back. */
export async function saveEnrichmentRow(
  db: Database,
  { table, lead, found }: { readonly table: string; readonly lead: LeadId; readonly found: EnrichmentResult },
): Promise<void> {
  const Item = { ...keys.enrichment(lead), ...found };
  await db.put({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(erased)' });
}

/** Returns the enrichment result of a lead; undefined when there is none, or none any more. */
export async function loadEnrichmentRow(
  db: Database,
  { table, lead }: { readonly table: string; readonly lead: LeadId },
  options?: ReadOptions,
): Promise<EnrichmentResult | undefined> {
  const row = await db.get(table, keys.enrichment(lead), options);
  return row === undefined || row.erased === true ? undefined : readRow(EnrichmentRow, row);
}

/** Removes the enrichment result of a lead for good. @returns whether there was one */
export async function eraseEnrichmentRow(
  db: Database,
  { table, lead }: { readonly table: string; readonly lead: LeadId },
): Promise<boolean> {
  const ConditionExpression = 'attribute_exists(pk) AND attribute_not_exists(erased)';
  const { ended } = await db.remove(table, keys.enrichment(lead), { ConditionExpression });
  await db.put({ TableName: table, Item: { ...keys.enrichment(lead), erased: true } });
  return ended === 'written';
}
