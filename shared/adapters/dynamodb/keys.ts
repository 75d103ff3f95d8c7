import { createHash } from 'node:crypto';
import type { LeadId, RepId, TeamId } from '../../domain/ids.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { queueNameOf, type WorkItem } from '../../domain/lead/stage.ts';
import { PRIORITIES } from '../../domain/plan/plan.ts';
import type { Cell, RepDay } from '../../domain/reporting/posting.ts';
import { waitsInList } from '../../domain/sources/import-list.ts';
import type { ClaimKind } from '../../ports/lead-store.ts';

/** Names of the tables, as the stack created them. */
export interface Tables {
  readonly leads: string;
  readonly reps: string;
}

/** The primary key of a row. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Number of partitions of the due index. Spreads the writes, so that no single partition takes all of them. */
export const SHARDS = 8;

/** The key of every kind of row in every table. docs/data-model.md shows the rows behind them. */
export const keys = {
  lead: (id: LeadId): Key => ({ pk: `LEAD#${id}`, sk: 'STATE' }),
  person: (id: LeadId): Key => ({ pk: `LEAD#${id}`, sk: 'PERSON' }),
  features: (id: LeadId): Key => ({ pk: `LEAD#${id}`, sk: 'FEATURES' }),
  event: (id: LeadId, seq: number): Key => ({ pk: `LEAD#${id}`, sk: `EVENT#${padded(seq)}` }),
  /** Status of one event's delivery to one webhook subscription. */
  webhookDelivery: (id: LeadId, seq: number, webhook: string): Key => ({
    pk: `LEAD#${id}`,
    sk: `WEBHOOK#${padded(seq)}#${webhook}`,
  }),
  work: (lead: LeadId, work: WorkItem): Key => ({
    pk: `QUEUE#${queueNameOf(work)}`,
    sk: `${PRIORITIES.indexOf(work.priority)}#${work.since}#${lead}`,
  }),
  claim: (kind: ClaimKind, key: string): Key => ({
    pk: `CLAIM#${kind.toUpperCase()}#${key}`,
    sk: 'CLAIM',
  }),
  decision: (id: string): Key => ({ pk: `DECISION#${id}`, sk: 'RECORD' }),
  /** A lead received in shadow mode, by the UTC day of its receipt. */
  observation: (day: string, lead: LeadId): Key => ({ pk: `OBSERVED#${day}`, sk: `LEAD#${lead}` }),
  rep: (id: RepId): Key => ({ pk: `REP#${id}`, sk: 'PROFILE' }),
  /** Lists all reps without a scan. */
  repListed: (id: RepId): Key => ({ pk: 'REPS', sk: `REP#${id}` }),
  load: (id: RepId): Key => ({ pk: `REP#${id}`, sk: 'LOAD' }),
  hold: (rep: RepId, lead: LeadId): Key => ({ pk: `REP#${rep}`, sk: `HOLD#${lead}` }),
  change: (rep: RepId, version: number): Key => ({ pk: `REP#${rep}`, sk: `CHANGE#${padded(version)}` }),
  member: (team: TeamId, rep: RepId): Key => ({ pk: `TEAM#${team}`, sk: `MEMBER#${rep}` }),
  ledger: (team: TeamId): Key => ({ pk: `TEAM#${team}`, sk: 'LEDGER' }),
  owed: (team: TeamId, adjustment: string): Key => ({ pk: `TEAM#${team}`, sk: `OWED#${adjustment}` }),
  holidays: (region: string): Key => ({ pk: `HOLIDAYS#${region}`, sk: 'DATES' }),
  plan: (version: number): Key => ({ pk: 'PLAN', sk: `V#${padded(version)}` }),
  activePlan: (): Key => ({ pk: 'PLAN', sk: 'ACTIVE' }),
  source: (id: string): Key => ({ pk: 'SOURCES', sk: `SOURCE#${id}` }),
  /** A version that a later one has replaced. */
  sourceBefore: (id: string, version: number): Key => ({ pk: `SOURCE#${id}`, sk: `V#${padded(version)}` }),
  hook: (key: string): Key => ({ pk: `HOOK#${key}`, sk: 'SOURCE' }),
  webhook: (id: string): Key => ({ pk: 'WEBHOOKS', sk: `WEBHOOK#${id}` }),
  apiKey: (id: string): Key => ({ pk: `KEY#${id}`, sk: 'KEY' }),
  settings: (name: 'NOTIFY' | 'MODE' | 'SWEPT' | 'ENRICHMENT'): Key => ({ pk: 'SETTINGS', sk: name }),
  refused: (source: string, hour: string): Key => ({ pk: `REFUSED#${source}`, sk: `HOUR#${hour}` }),
  /** In the reports table: how far a lead has been counted. */
  folded: (id: LeadId): Key => ({ pk: `LEAD#${id}`, sk: 'FOLDED' }),
  /** Ids may contain any character, so each part is encoded. Two cells never share a key. */
  cell: ({ day, source, team, rule, turn }: Cell): Key => ({
    pk: `DAY#${day}`,
    sk: `CELL#${[source, team, rule, turn].map((part) => (part === undefined ? '' : encodeURIComponent(part))).join('#')}`,
  }),
  repDay: ({ day, rep }: RepDay): Key => ({ pk: `DAY#${day}`, sk: `REP#${rep}` }),
  flagged: (day: string, lead: LeadId, seq: number): Key => ({
    pk: `DAY#${day}`,
    sk: `FLAGGED#${lead}#${padded(seq)}`,
  }),
  /** Activity of a source. All sources share one partition. */
  activity: (source: string): Key => ({ pk: 'ACTIVITY', sk: `SOURCE#${source}` }),
  /** A finding about what a source delivers. */
  finding: (source: string, digest: string): Key => ({ pk: `FINDINGS#${source}`, sk: `FINDING#${digest}` }),
  delivery: (id: string): Key => ({ pk: `DELIVERY#${id}`, sk: 'DELIVERY' }),
} as const;

/** Returns the shard of an index an item belongs to: 0 to {@link SHARDS} − 1. Stable forever. */
export function shardOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt8(0) % SHARDS;
}

/**
 * Returns a lead's partition in the due index. Leads in nurture have their own partitions because recycling reads them
 * in pages. Waiting leads of import lists have their own too, so that they delay no other leads.
 */
export function duePartition(lead: Pick<Lead, 'id' | 'stage' | 'list'>): string {
  const part = lead.stage.state === 'nurturing' ? 'RETURN' : waitsInList(lead) ? 'LIST' : 'DUE';
  return `${part}#${shardOf(lead.id)}`;
}

/** Sort key of lead lists, oldest first. */
export function listKey(lead: Pick<Lead, 'id' | 'receivedAt'>): string {
  return `${lead.receivedAt}#${lead.id}`;
}

/**
 * Pads to six digits, so that keys sort like numbers. Limit: a million events per lead, a million versions per plan.
 */
function padded(number: number): string {
  return String(number).padStart(6, '0');
}
