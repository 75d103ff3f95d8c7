import { type EffectPorts, interceptPorts } from '../../shared/adapters/in-memory/ports.ts';
import type { LeadId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { LeadStore } from '../../shared/ports/lead-store.ts';

/** The operation failed, or it succeeded and its reply was lost. The caller should be retried. */
export class InjectedFault extends Error {
  constructor(why: 'throttled' | 'lost_reply') {
    super(why);
    this.name = 'Unavailable';
  }
}

/** Faults of an effect with their probabilities, each from 0 to 1, in total at most 1. */
export interface FaultRates {
  /** Others write first: the effect happens, but later. */
  readonly conflict?: number;
  /** The effect does not happen, and the caller gets an error. */
  readonly throttled?: number;
  /** The effect happens, but the caller gets an error. */
  readonly lostReply?: number;
  /**
   * The effect happens twice, as when the reply was lost and the adapter retried. The caller gets the second answer.
   */
  readonly repeated?: number;
}

/** Wraps ports so that effects fail with these probabilities. The same `random` produces the same faults. */
export function injectFaults<Some extends Partial<EffectPorts>>(
  ports: Some,
  faults: { readonly chances: FaultRates; readonly random: () => number },
): Some {
  const { conflict = 0, throttled = 0, lostReply = 0, repeated = 0 } = faults.chances;
  return interceptPorts(ports, async ({ isEffect, run }) => {
    if (!isEffect) return run();
    const drawn = faults.random();
    if (drawn < conflict) {
      await yieldToOthers();
    } else if (drawn < conflict + throttled) {
      throw new InjectedFault('throttled');
    } else if (drawn < conflict + throttled + lostReply) {
      await run();
      throw new InjectedFault('lost_reply');
    } else if (drawn < conflict + throttled + lostReply + repeated) {
      await run();
    }
    return run();
  });
}

/** Lets every other ready task run first. */
function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Wraps a lead store so that it rejects the content of every commit that contains one of these leads. */
export function rejectLeads(store: LeadStore, bad: ReadonlySet<LeadId>): LeadStore {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== 'commit') return typeof member === 'function' ? member.bind(target) : member;
      const commit: LeadStore['commit'] = async (change) =>
        change.transitions.some(({ after }) => bad.has(after.id)) ? { outcome: 'invalid' } : target.commit(change);
      return commit;
    },
  });
}

/** Later than any real moment. */
const END_OF_TIME: Instant = '9999-12-31T23:59:59.999Z';

/**
 * Wraps a lead store so that its due index lags by this many operations (commits and index reads). It still lists
 * closed leads and old due dates, and does not list new leads yet.
 */
export function delayDueIndex(store: LeadStore, operations: number): LeadStore {
  type Due = Awaited<ReturnType<LeadStore['due']>>;
  const past: Due[] = [];
  const remember = async () => {
    past.push(await store.due(END_OF_TIME, Number.POSITIVE_INFINITY));
    return past[Math.max(0, past.length - 1 - operations)] ?? [];
  };
  const commit: LeadStore['commit'] = async (change) => {
    await remember();
    return store.commit(change);
  };
  const due: LeadStore['due'] = async (before, limit) =>
    (await remember()).filter(({ dueAt }) => dueAt <= before).slice(0, limit);
  const dueBetween: LeadStore['dueBetween'] = async ({ after, before }, limit) =>
    (await due(before, Number.POSITIVE_INFINITY)).filter(({ dueAt }) => dueAt > after).slice(0, limit);
  return new Proxy(store, {
    get(target, name) {
      if (name === 'commit') return commit;
      if (name === 'due') return due;
      if (name === 'dueBetween') return dueBetween;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
