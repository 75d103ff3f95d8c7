import { CRM_FAILURE_CODES } from '../../domain/crm/crm-failure.ts';
import { CRM_SYSTEMS } from '../../domain/crm/crm-fields.ts';
import {
  CRM_LINK_STATUSES,
  CRM_TASK_STATES,
  type CrmLink,
  type CrmProblem,
  type CrmTask,
  type WrittenValue,
} from '../../domain/crm/crm-link.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { CrmLinkStore } from '../../ports/crm-link-store.ts';
import { StoreError } from '../../ports/store-error.ts';
import type { Database } from './database.ts';
import { keys } from './keys.ts';
import { readRow } from './read-row.ts';
import { createRowSchema } from './row-schema.ts';

const text = z.string().min(1);
const count = z.int().nonnegative();
export const CrmLinkRow = createRowSchema<CrmLink>({
  lead: text,
  system: z.enum(CRM_SYSTEMS),
  version: count,
  busyUntil: text.optional(),
  record: text.optional(),
  written: z.record(z.string(), createRowSchema<WrittenValue>({ value: z.string(), at: text })),
  unconfirmedOwners: z.array(text).optional(),
  foreignOwner: createRowSchema<NonNullable<CrmLink['foreignOwner']>>({
    value: z.string(),
    because: z.enum(CRM_FAILURE_CODES),
  }).optional(),
  task: createRowSchema<CrmTask>({
    state: z.enum(CRM_TASK_STATES),
    id: text.optional(),
    epoch: count,
    dueAt: text,
    owner: text.optional(),
  }).optional(),
  status: z.enum(CRM_LINK_STATUSES),
  attempts: count,
  at: text,
  because: z.enum(CRM_FAILURE_CODES).optional(),
  nextAt: text.optional(),
  problems: z.array(createRowSchema<CrmProblem>({ code: z.enum(CRM_FAILURE_CODES), property: text.optional() })),
});

/** What was written to the CRM, one row beside each lead. A row of an erased person says only that, and stays so. */
export class CrmLinkTable implements CrmLinkStore {
  readonly #db: Database;
  readonly #table: string;

  constructor(options: { readonly db: Database; readonly table: string }) {
    this.#db = options.db;
    this.#table = options.table;
  }

  async load(leads: readonly LeadId[]): Promise<readonly CrmLink[]> {
    const rows = await this.#db.getMany(this.#table, leads.map(keys.crmLink));
    return rows.filter((row) => row.erased !== true).map((row) => readRow(CrmLinkRow, row));
  }

  async claim(link: CrmLink, { now, until }: { readonly now: Instant; readonly until: Instant }) {
    const claimed = { ...link, version: link.version + 1, busyUntil: until };
    const isFree = '(attribute_not_exists(busyUntil) OR busyUntil <= :now)';
    return (await this.#put(claimed, link.version, { condition: isFree, values: { ':now': now } }))
      ? claimed
      : undefined;
  }

  async save({ busyUntil: _, ...link }: CrmLink): Promise<boolean> {
    return this.#put({ ...link, version: link.version + 1 }, link.version);
  }

  async #put(
    link: CrmLink,
    before: number,
    more?: { readonly condition: string; readonly values: Readonly<Record<string, string>> },
  ): Promise<boolean> {
    const isAtVersion = before === 0 ? 'attribute_not_exists(pk)' : 'version = :before';
    const values = { ...(before > 0 && { ':before': before }), ...more?.values };
    const { ended } = await this.#db.put({
      TableName: this.#table,
      Item: { ...keys.crmLink(link.lead), ...link },
      ConditionExpression: more ? `${isAtVersion} AND ${more.condition}` : isAtVersion,
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    });
    if (ended === 'invalid') throw new StoreError('crm_link_refused');
    return ended === 'written';
  }
}

/**
 * Removes what is known of a lead's record for good: a write under way must not bring it back.
 * @returns whether there was any
 */
export async function eraseCrmLinkRow(
  db: Database,
  { table, lead }: { readonly table: string; readonly lead: LeadId },
): Promise<boolean> {
  const ConditionExpression = 'attribute_exists(pk) AND attribute_not_exists(erased)';
  const { ended } = await db.remove(table, keys.crmLink(lead), { ConditionExpression });
  await db.put({ TableName: table, Item: { ...keys.crmLink(lead), erased: true } });
  return ended === 'written';
}
