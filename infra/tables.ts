/** What a table has beside its keys and indexes. A table that DynamoDB restores comes without it. */
export interface TableSettings {
  readonly stream?: 'NEW_IMAGE';
  readonly timeToLiveAttribute?: 'expiresAt';
}

/** The tables of an environment. The stack creates them so, and a restore makes them so again. */
export const TABLES = {
  // Cached company facts and what became of digests expire; no other item has an expiry date.
  Leads: { stream: 'NEW_IMAGE', timeToLiveAttribute: 'expiresAt' },
  Reps: {},
  Deliveries: { timeToLiveAttribute: 'expiresAt' },
  Reports: {},
} as const satisfies Readonly<Record<string, TableSettings>>;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** A moment that tables can be restored to, in UTC and to the second: `2026-11-26T09:00:00Z`. */
export type RestoreMoment = `${string}Z`;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Whether a text is a moment to the second in UTC. DynamoDB restores to a whole second. */
export function isRestoreMoment(text: string): text is RestoreMoment {
  return MOMENT.test(text) && !Number.isNaN(Date.parse(text));
}

/**
 * Returns the name of a table that was restored to a moment, `baton-prod-Leads-20261126T090000Z`. All tables of one
 * moment are named by it, so that none of another moment can be among them.
 */
export function restoredTableName(
  { name }: { readonly name: string },
  table: TableName,
  moment: RestoreMoment,
): string {
  return `baton-${name}-${table}-${compactMoment(moment)}`;
}

/** Returns a moment without punctuation, as names may hold it: `20261126T090000Z`. */
export function compactMoment(moment: RestoreMoment): string {
  return moment.replaceAll(/[-:]/g, '');
}
