import { createHash } from 'node:crypto';
import type { LeadId, RepId, TeamId } from '../../domain/ids.ts';
import type { Lead, WorkItem } from '../../domain/lead.ts';
import { PRIORITIES } from '../../domain/plan/plan.ts';

/** Names of the tables, as the stack made them. */
export interface Tables {
  readonly leads: string;
  readonly reps: string;
}

/** The two parts every row is found by. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** How many partitions the index of due dates is spread over, so that no single one takes every write. */
export const SHARDS = 8;

/** Each key of every table. docs/data-model.md shows the rows behind them. */
export const keys = {
  lead: (id: LeadId): Key => ({ pk: `LEAD#${id}`, sk: 'STATE' }),
  person: (id: LeadId): Key => ({ pk: `LEAD#${id}`, sk: 'PERSON' }),
  features: (id: LeadId): Key => ({ pk: `LEAD#${id}`, sk: 'FEATURES' }),
  event: (id: LeadId, seq: number): Key => ({ pk: `LEAD#${id}`, sk: `EVENT#${padded(seq)}` }),
  work: (lead: LeadId, work: WorkItem): Key => ({
    pk: `QUEUE#${work.team}`,
    sk: `${PRIORITIES.indexOf(work.priority)}#${work.since}#${lead}`,
  }),
  claim: (kind: 'submission' | 'person', key: string): Key => ({
    pk: `CLAIM#${kind.toUpperCase()}#${key}`,
    sk: 'CLAIM',
  }),
  decision: (id: string): Key => ({ pk: `DECISION#${id}`, sk: 'RECORD' }),
  rep: (id: RepId): Key => ({ pk: `REP#${id}`, sk: 'PROFILE' }),
  /** Lists everybody without a scan. */
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
  hook: (key: string): Key => ({ pk: `HOOK#${key}`, sk: 'SOURCE' }),
  apiKey: (id: string): Key => ({ pk: `KEY#${id}`, sk: 'KEY' }),
  settings: (name: 'NOTIFY' | 'SWEPT'): Key => ({ pk: 'SETTINGS', sk: name }),
  refused: (source: string, hour: string): Key => ({ pk: `REFUSED#${source}`, sk: `HOUR#${hour}` }),
  delivery: (id: string): Key => ({ pk: `DELIVERY#${id}`, sk: 'DELIVERY' }),
} as const;

/** Which shard of an index a thing stands in, the same for ever: 0 to {@link SHARDS} − 1. */
export function shardOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt8(0) % SHARDS;
}

/** Where a lead with a date stands in the index of dates: those at rest in nurture by themselves, as they are taken back in pages. */
export function duePartition({ id, stage }: Pick<Lead, 'id' | 'stage'>): string {
  return `${stage.state === 'nurturing' ? 'RETURN' : 'DUE'}#${shardOf(id)}`;
}

/** Sorts lists of leads, oldest first. */
export function listKey(lead: Pick<Lead, 'id' | 'receivedAt'>): string {
  return `${lead.receivedAt}#${lead.id}`;
}

/** Six digits, so that keys sort as numbers do; a lead with a million events or a plan with a million versions would outgrow it. */
function padded(number: number): string {
  return String(number).padStart(6, '0');
}
