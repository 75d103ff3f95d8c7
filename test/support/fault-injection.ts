import { intercepted, type Ports } from '../../shared/adapters/in-memory/ports.ts';
import type { LeadId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { LeadStore } from '../../shared/ports/lead-store.ts';

/** The store or service did not do it, or did it and could not say so: what called should be tried again. */
export class Unavailable extends Error {
  constructor(why: 'throttled' | 'lost_reply') {
    super(why);
    this.name = 'Unavailable';
  }
}

/** What may go wrong with an effect, each with its chance from 0 to 1; together at most 1. */
export interface Chances {
  /** Others wrote meanwhile: it happens, but later. */
  readonly conflict?: number;
  /** It does not happen, and the caller is told so. */
  readonly throttled?: number;
  /** It happens, and the caller is told that it may not have. */
  readonly lostReply?: number;
  /** It happens twice, as when the reply was lost on the way and the adapter tried again; the second answer counts. */
  readonly repeated?: number;
}

/** Ports on which things go wrong by these chances; the same `random` makes the same trouble. */
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

/** Lets everybody else who is ready go first. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A lead store that refuses every commit with one of these leads in it for its content. */
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

/** After every moment there is. */
const NEVER: Instant = '9999-12-31T23:59:59.999Z';

/**
 * A lead store whose index of due dates is so many operations (commits and looks at the index) behind:
 * it still has leads that are closed, under dates that moved, and not yet those that are new.
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
