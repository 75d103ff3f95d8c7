import { createHash } from 'node:crypto';
import type { CrmSystem } from '../../domain/crm/crm-fields.ts';
import type { LeadId, RepId, TeamId } from '../../domain/ids.ts';
import { addSeconds, type Instant, millisecondsOf } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { type LeadState, queueNameOf, type WorkItem } from '../../domain/lead/stage.ts';
import { PRIORITIES } from '../../domain/plan/rule.ts';
import type { TallyWindow } from '../../domain/reporting/tally.ts';
import type { SettingName } from '../../domain/settings/settings.ts';
import { isWaitingInList } from '../../domain/sources/import-list.ts';
import type { ClaimKind } from '../../ports/lead-store.ts';

/** Names of the tables, as the stack created them. */
export interface TableNames {
  readonly leads: string;
  readonly reps: string;
}

/** The primary key of a row. */
export interface TableKey {
  readonly pk: string;
  readonly sk: string;
}

/**
 * Number of partitions of an index that every lead is in. A partition takes 1,000 writes a second, and a lead makes some
 * five in the due index: docs/data-model.md has the sum.
 */
export const SHARD_COUNT = 16;

/**
 * Number of partitions of loads. A partition takes 1,000 writes a second, and a lead makes two to four: docs/scale.md. More
 * partitions cost more reads.
 */
const LOAD_SHARDS = 4;

/** The key of every kind of row in every table. docs/data-model.md shows the rows behind them. */
export const keys = {
  lead: (id: LeadId): TableKey => ({ pk: `LEAD#${id}`, sk: 'STATE' }),
  /** Sorts right after the state, so that one query reads both. */
  leadDetails: (id: LeadId): TableKey => ({ pk: `LEAD#${id}`, sk: 'STATE#DETAILS' }),
  person: (id: LeadId): TableKey => ({ pk: `LEAD#${id}`, sk: 'PERSON' }),
  enrichment: (id: LeadId): TableKey => ({ pk: `LEAD#${id}`, sk: 'FEATURES' }),
  routedFeatures: (id: LeadId): TableKey => ({ pk: `LEAD#${id}`, sk: 'ROUTED' }),
  event: (id: LeadId, seq: number): TableKey => ({ pk: `LEAD#${id}`, sk: `EVENT#${padNumber(seq)}` }),
  /** Status of one event's delivery to one webhook subscription. */
  webhookDelivery: (id: LeadId, seq: number, webhook: string): TableKey => ({
    pk: `LEAD#${id}`,
    sk: `WEBHOOK#${padNumber(seq)}#${webhook}`,
  }),
  /** What became of one notification to one person. */
  notice: (id: LeadId, notice: string): TableKey => ({ pk: `LEAD#${id}`, sk: `NOTICE#${notice}` }),
  /** A notification that is held for later. */
  heldMatter: (id: LeadId, notice: string): TableKey => ({ pk: `LEAD#${id}`, sk: `HELD_MATTER#${notice}` }),
  /** What became of one digest to one person. */
  digest: (id: string): TableKey => ({ pk: `DIGEST#${id}`, sk: 'DIGEST' }),
  /** What was written to the CRM about the lead. */
  crmLink: (id: LeadId): TableKey => ({ pk: `LEAD#${id}`, sk: 'CRM' }),
  /** The token of a follow-up execution that waits. Its state machine writes the row: infra/capabilities/whole-window-machine.ts. */
  waitingTask: (id: LeadId, epoch: number, revision: number): TableKey => ({
    pk: `LEAD#${id}`,
    sk: `TIMER#${epoch}#${revision}`,
  }),
  workItem: (lead: LeadId, work: WorkItem): TableKey => ({
    pk: `QUEUE#${queueNameOf(work)}`,
    sk: `${PRIORITIES.indexOf(work.priority)}#${work.since}#${lead}`,
  }),
  claim: (kind: ClaimKind, key: string): TableKey => ({
    pk: `CLAIM#${kind.toUpperCase()}#${key}`,
    sk: 'CLAIM',
  }),
  decision: (id: string): TableKey => ({ pk: `DECISION#${id}`, sk: 'RECORD' }),
  /** A lead received in shadow mode, by the UTC day of its receipt. */
  observation: (day: string, lead: LeadId): TableKey => ({ pk: `OBSERVED#${day}`, sk: `LEAD#${lead}` }),
  rep: (id: RepId): TableKey => ({ pk: `REP#${id}`, sk: 'PROFILE' }),
  /** Whose e-mail address this is. Keys hold no personal data, so it is a digest. */
  repEmail: (email: string): TableKey => ({ pk: `REPEMAIL#${textDigest(email)}`, sk: 'REP' }),
  /** Lists all reps without a scan. */
  repListEntry: (id: RepId): TableKey => ({ pk: 'REPS', sk: `REP#${id}` }),
  /** Together, so that the loads of a team are read at the price of their size, not of their number. */
  load: (id: RepId): TableKey => ({ pk: `LOADS#${shardOf(id) % LOAD_SHARDS}`, sk: `LOAD#${id}` }),
  /** What was last read of the rep's calendar. */
  busy: (id: RepId): TableKey => ({ pk: `REP#${id}`, sk: 'BUSY' }),
  hold: (rep: RepId, lead: LeadId): TableKey => ({ pk: `REP#${rep}`, sk: `HOLD#${lead}` }),
  repChange: (rep: RepId, version: number): TableKey => ({ pk: `REP#${rep}`, sk: `CHANGE#${padNumber(version)}` }),
  teamMember: (team: TeamId, rep: RepId): TableKey => ({ pk: `TEAM#${team}`, sk: `MEMBER#${rep}` }),
  ledger: (team: TeamId): TableKey => ({ pk: `TEAM#${team}`, sk: 'LEDGER' }),
  /** Sorts right after the ledger, so that one query reads both. */
  adjustment: (team: TeamId, adjustment: string): TableKey => ({ pk: `TEAM#${team}`, sk: `LEDGER#OWED#${adjustment}` }),
  /** What results do to the weights of the team's reps. */
  turnWeights: (team: TeamId): TableKey => ({ pk: `TEAM#${team}`, sk: 'WEIGHTS' }),
  holidays: (region: string): TableKey => ({ pk: `HOLIDAYS#${region}`, sk: 'DATES' }),
  plan: (version: number): TableKey => ({ pk: 'PLAN', sk: `V#${padNumber(version)}` }),
  pilot: (number: number): TableKey => ({ pk: 'PLAN', sk: `PILOT#${padNumber(number)}` }),
  planActivation: (number: number): TableKey => ({ pk: 'PLAN', sk: `A#${padNumber(number)}` }),
  activePlan: (): TableKey => ({ pk: 'PLAN', sk: 'ACTIVE' }),
  planProposal: (version: number): TableKey => ({ pk: 'PLAN', sk: `P#${padNumber(version)}` }),
  planJournal: (at: string, id: string): TableKey => ({ pk: 'PLAN', sk: `J#${at}#${id}` }),
  source: (id: string): TableKey => ({ pk: 'SOURCES', sk: `SOURCE#${id}` }),
  /** A version that a later one has replaced. */
  sourceVersion: (id: string, version: number): TableKey => ({ pk: `SOURCE#${id}`, sk: `V#${padNumber(version)}` }),
  hookSource: (key: string): TableKey => ({ pk: `HOOK#${key}`, sk: 'SOURCE' }),
  webhook: (id: string): TableKey => ({ pk: 'WEBHOOKS', sk: `WEBHOOK#${id}` }),
  /** A keyed hash that nobody may be contacted by. */
  doNotContact: (key: string): TableKey => ({ pk: `DONOTCONTACT#${key}`, sk: 'ENTRY' }),
  apiKey: (id: string): TableKey => ({ pk: 'KEYS', sk: `KEY#${id}` }),
  setting: (name: SettingName): TableKey => ({ pk: 'SETTINGS', sk: name.toUpperCase() }),
  /** How far a CRM has been read. */
  crmReading: (system: CrmSystem): TableKey => ({ pk: 'SETTINGS', sk: `CRM_READING#${system}` }),
  heartbeat: (): TableKey => ({ pk: 'SETTINGS', sk: 'SWEPT' }),
  refusedSample: (source: string, hour: string): TableKey => ({ pk: `REFUSED#${source}`, sk: `HOUR#${hour}` }),
  /** A delivery that was erased, by a keyed hash of what its sender would send again. */
  erasedDelivery: (key: string): TableKey => ({ pk: `ERASED#${key}`, sk: 'DELIVERY' }),
  /** In the reports table: the tally of a window. */
  tally: ({ day, time, shard }: TallyWindow): TableKey => ({ pk: `DAY#${day}`, sk: `TALLY#${shard}#${time}` }),
  /** What a tally adds to the counters of another day. */
  lateCounts: (day: string, { day: on, time, shard }: TallyWindow): TableKey => ({
    pk: `DAY#${day}`,
    sk: `LATE#${shard}#${on}T${time}`,
  }),
  /** Activity of a source. All sources share one partition. */
  sourceActivity: (source: string): TableKey => ({ pk: 'ACTIVITY', sk: `SOURCE#${source}` }),
  /** A finding about what a source delivers. */
  finding: (source: string, digest: string): TableKey => ({ pk: `FINDINGS#${source}`, sk: `FINDING#${digest}` }),
  /** How many deliveries a source without a secret had in one minute. */
  sourceMinute: (source: string, minute: string): TableKey => ({ pk: `RATE#${source}`, sk: `MINUTE#${minute}` }),
  delivery: (id: string): TableKey => ({ pk: `DELIVERY#${id}`, sk: 'DELIVERY' }),
} as const;

/** Returns the shard of an index an item belongs to: 0 to {@link SHARD_COUNT} − 1. */
export function shardOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt8(0) % SHARD_COUNT;
}

/**
 * Returns a lead's partition in the due index. Leads in nurture have their own partitions because recycling reads them
 * in pages. Waiting leads of import lists have their own too, so that they delay no other leads.
 */
export function duePartitionOf(lead: Pick<Lead, 'id' | 'stage' | 'importList'>): string {
  const part = lead.stage.state === 'nurturing' ? 'RETURN' : isWaitingInList(lead) ? 'LIST' : 'DUE';
  return `${part}#${shardOf(lead.id)}`;
}

/**
 * Dates in the due index are rounded up to whole multiples of this. The first steps of a lead come within seconds and
 * each have a date a minute later: rounded, most of these are the same, and the index is not written. So the index lists
 * a lead this much late at most, and never early. Leads in nurture, which are read in pages, keep their own date.
 */
export const DUE_GRID_SECONDS = 10;

/** Returns a lead's date in the due index; undefined once it is closed. */
export function dueIndexDateOf({ dueAt, stage }: Pick<Lead, 'dueAt' | 'stage'>): Instant | undefined {
  if (dueAt === undefined || stage.state === 'nurturing') return dueAt;
  const grid = DUE_GRID_SECONDS * 1000;
  return addSeconds(dueAt, (Math.ceil(millisecondsOf(dueAt) / grid) * grid - millisecondsOf(dueAt)) / 1000);
}

/** Returns a lead's partition in the index of open and closed leads. Only closing a lead changes it. */
export function listPartitionOf({ id, stage }: Pick<Lead, 'id' | 'stage'>): string {
  return `${listPartOf(stage.state)}#${shardOf(id)}`;
}

/** Returns all partitions of that index which leads in this state are in. */
export function listPartitionsOf(state: LeadState): readonly string[] {
  return Array.from({ length: SHARD_COUNT }, (_, shard) => `${listPartOf(state)}#${shard}`);
}

function listPartOf(state: LeadState): 'OPEN' | 'CLOSED' {
  return state === 'closed' ? 'CLOSED' : 'OPEN';
}

/** Begins the sort key of a lead whose person was erased. It sorts after every date. */
const ERASED = '~';

/**
 * Sort key of lead lists, oldest first. Leads whose person was erased come last, so that a search for old leads does not
 * meet them again.
 */
export function listSortKeyOf(lead: Pick<Lead, 'id' | 'receivedAt' | 'forgottenAt'>): string {
  return `${lead.forgottenAt === undefined ? '' : ERASED}${lead.receivedAt}#${lead.id}`;
}

/** Returns the least sort key of lead lists after every lead received at this moment or earlier. */
export function listKeyAfter(receivedBy: string): string {
  // `$` follows `#`, which separates the date from the id.
  return `${receivedBy}$`;
}

/**
 * Pads to six digits, so that keys sort like numbers. Limit: a million events per lead, a million versions per plan.
 */
function padNumber(number: number): string {
  return String(number).padStart(6, '0');
}

/** Returns a digest of a text that must not stand in a key itself. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
