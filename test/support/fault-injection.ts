import { intercepted, type Ports } from '../../shared/adapters/in-memory/ports.ts';
import type { LeadId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { LeadStore } from '../../shared/ports/lead-store.ts';

/** The operation failed, or it succeeded and its reply was lost. The caller should be retried. */
export class Unavailable extends Error {
  constructor(why: 'throttled' | 'lost_reply') {
    super(why);
    this.name = 'Unavailable';
  }
}

/** Faults of an effect with their probabilities, each from 0 to 1, in total at most 1. */
export interface Chances {
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
export function unruly<Some extends Partial<Ports>>(
  ports: Some,
  trouble: { readonly chances: Chances; readonly random: () => number },
): Some {
  const { conflict = 0, throttled = 0, lostReply = 0, repeated = 0 } = trouble.chances;
  return intercepted(ports, async ({ isEffect, happen }) => {
    if (!isEffect) return happen();
    const drawn = trouble.random();
    if (drawn < conflict) {
      await othersFirst();
    } else if (drawn < conflict + throttled) {
      throw new Unavailable('throttled');
    } else if (drawn < conflict + throttled + lostReply) {
      await happen();
      throw new Unavailable('lost_reply');
    } else if (drawn < conflict + throttled + lostReply + repeated) {
      await happen();
    }
    return happen();
  });
}

/** Lets every other ready task run first. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Wraps a lead store so that it rejects the content of every commit that contains one of these leads. */
export function withBadLeads(store: LeadStore, bad: ReadonlySet<LeadId>): LeadStore {
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
const NEVER: Instant = '9999-12-31T23:59:59.999Z';

/**
 * Wraps a lead store so that its due index lags by this many operations (commits and index reads). It still lists
 * closed leads and old due dates, and does not list new leads yet.
 */
export function lagging(store: LeadStore, operations: number): LeadStore {
  type Due = Awaited<ReturnType<LeadStore['due']>>;
  const past: Due[] = [];
  const remember = async () => {
    past.push(await store.due(NEVER, Number.POSITIVE_INFINITY));
    return past[Math.max(0, past.length - 1 - operations)] ?? [];
  };
  const commit: LeadStore['commit'] = async (change) => {
    await remember();
    return store.commit(change);
  };
  const due: LeadStore['due'] = async (before, limit) =>
    (await remember()).filter(({ dueAt }) => dueAt <= before).slice(0, limit);
  return new Proxy(store, {
    get(target, name) {
      if (name === 'commit') return commit;
      if (name === 'due') return due;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
