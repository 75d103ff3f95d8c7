import type { RepId } from '../../domain/ids.ts';
import { holdOf } from '../../domain/lead/lead.ts';
import { dailyCountKey } from '../../domain/team/rep.ts';
import type { Admission, LeadChange } from '../../ports/lead-store.ts';
import type { TransactionItem } from './database.ts';
import { dayCounterOf } from './day-count.ts';
import { keys } from './keys.ts';
import type { WriteGuard } from './transaction-errors.ts';

/** One write of a commit and what its condition protects. */
export interface GuardedWrite {
  readonly item: TransactionItem;
  readonly guard: WriteGuard;
}

/** What a commit changes in one rep's load, over all its leads. */
interface LoadChange {
  slots: number;
  readonly admissions: Admission[];
}

const DAY_MS = 24 * 3600 * 1000;
/** Day counters this far in the past are dropped: no time zone is still on those days. */
const PRUNE_MIN_AGE_DAYS = 3;
const PRUNE_MAX_AGE_DAYS = 16;

/**
 * Returns the writes of holds and loads, derived from each lead's owner before and after. An item may appear only once
 * in a transaction, so all changes to one rep's load are added up into one update. Removing a hold has no condition:
 * the lead's version already proves that it was held, and the removal is idempotent.
 * @throws when a lead gets a new owner without an admission: a bug in the use case.
 */
export function holdAndLoadWrites(changes: readonly LeadChange[], table: string): readonly GuardedWrite[] {
  const loads = new Map<RepId, LoadChange>();
  const loadOf = (rep: RepId): LoadChange => {
    const load = loads.get(rep) ?? { slots: 0, admissions: [] };
    loads.set(rep, load);
    return load;
  };
  const holds = changes.flatMap((change): readonly GuardedWrite[] => {
    const holdBefore = change.before && holdOf(change.before);
    const holdAfter = holdOf(change.after);
    const moved = holdBefore?.rep !== holdAfter?.rep;
    const writes: GuardedWrite[] = [];
    if (holdBefore) loadOf(holdBefore.rep).slots -= holdBefore.weight;
    if (holdBefore && moved)
      writes.push(unguarded({ Delete: { TableName: table, Key: { ...keys.hold(holdBefore.rep, change.after.id) } } }));
    if (holdAfter) loadOf(holdAfter.rep).slots += holdAfter.weight;
    if (holdAfter && moved) loadOf(holdAfter.rep).admissions.push(admissionOf(change));
    if (holdAfter && (moved || holdBefore?.weight !== holdAfter.weight || holdBefore.team !== holdAfter.team)) {
      const { rep, ...hold } = holdAfter;
      const row = { ...keys.hold(rep, change.after.id), lead: change.after.id, ...hold };
      writes.push(unguarded({ Put: { TableName: table, Item: row } }));
    }
    return writes;
  });
  const changed = [...loads].filter(([, load]) => load.slots !== 0 || load.admissions.length > 0);
  return [...holds, ...changed.map(([rep, load]) => loadWrite(rep, load, table))];
}

function admissionOf(change: LeadChange): Admission {
  if (!change.admission) throw new Error(`${change.event.type} assigns a lead without an admission`);
  return change.admission;
}

/**
 * Updates a load, on condition that the result is within the limits of every admission. Without admissions there is no
 * condition, because slots are only released.
 */
function loadWrite(rep: RepId, { slots, admissions }: LoadChange, table: string): GuardedWrite {
  const names: Record<string, string> = { '#open': 'open' };
  const values: Record<string, unknown> = { ':slots': slots, ':zero': 0 };
  const sets = ['#open = if_not_exists(#open, :zero) + :slots'];
  const removes: string[] = [];
  const conditions: string[] = [];
  if (admissions.length > 0) {
    Object.assign(names, { '#active': 'active', '#days': 'days' });
    values[':true'] = true;
    conditions.push('#active = :true');
  }
  for (const version of new Set(admissions.flatMap(({ repVersion }) => repVersion ?? []))) {
    names['#version'] = 'version';
    values[`:version${version}`] = version;
    conditions.push(`#version = :version${version}`);
  }
  const openCaps = admissions.flatMap(({ openCap }) => openCap ?? []);
  if (openCaps.length > 0) {
    values[':room'] = Math.min(...openCaps) - slots;
    conditions.push('#open <= :room');
  }
  const counts = new Set(admissions.map((admission) => dayCounterOf(admission).key));
  for (const [at, key] of [...counts].entries()) {
    const counted = admissions.map(dayCounterOf).filter((count) => count.key === key);
    names[`#day${at}`] = key;
    values[`:given${at}`] = counted.length;
    sets.push(`#days.#day${at} = if_not_exists(#days.#day${at}, :zero) + :given${at}`);
    const dayCaps = counted.flatMap(({ most }) => most ?? []);
    if (dayCaps.length === 0) continue;
    const room = Math.min(...dayCaps) - counted.length;
    values[`:dayRoom${at}`] = room;
    const first = room >= 0 ? `attribute_not_exists(#days.#day${at}) OR ` : '';
    conditions.push(`(${first}#days.#day${at} <= :dayRoom${at})`);
  }
  for (const [at, key] of expiredCountersOf(admissions).entries()) {
    names[`#past${at}`] = key;
    removes.push(`#days.#past${at}`);
  }
  const remove = removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : '';
  return {
    guard: { guards: 'load', rep },
    item: {
      Update: {
        TableName: table,
        Key: { ...keys.load(rep) },
        UpdateExpression: `SET ${sets.join(', ')}${remove}`,
        ...(conditions.length > 0 ? { ConditionExpression: conditions.join(' AND ') } : {}),
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      },
    },
  };
}

/**
 * Returns the counters of the fortnight that ended {@link PRUNE_MIN_AGE_DAYS} days before the first of these days: those
 * for all leads and those of these import lists.
 */
function expiredCountersOf(admissions: readonly Admission[]): readonly string[] {
  const first = admissions.map(({ day }) => day).sort()[0];
  if (first === undefined) return [];
  const lists = new Set([undefined, ...admissions.map(({ list }) => list?.source)]);
  return Array.from({ length: PRUNE_MAX_AGE_DAYS - PRUNE_MIN_AGE_DAYS + 1 }, (_, at) => {
    const past = Date.parse(`${first}T00:00:00Z`) - (PRUNE_MIN_AGE_DAYS + at) * DAY_MS;
    return [...lists].map((list) => dailyCountKey(new Date(past).toISOString().slice(0, 10), list));
  }).flat();
}

/** A write without a condition. */
function unguarded(item: TransactionItem): GuardedWrite {
  return { item, guard: { guards: 'nothing' } };
}
