import type { DeliveryStore } from '../../ports/delivery-store.ts';
import type { Doorbell } from '../../ports/doorbell.ts';
import type { LeadStore } from '../../ports/lead-store.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { PlanStore } from '../../ports/plan-store.ts';
import type { RepStore } from '../../ports/rep-store.ts';

/** The ports through which something is changed outside of a process. */
export interface Ports {
  readonly leads: LeadStore;
  readonly reps: RepStore;
  readonly plans: PlanStore;
  readonly deliveries: DeliveryStore;
  readonly doorbell: Doorbell;
  readonly notifier: Notifier;
}

/** What of each port changes something; the rest only reads. */
const EFFECTS: { readonly [Name in keyof Ports]: readonly (keyof Ports[Name])[] } = {
  leads: ['commit', 'saveFound'],
  reps: ['save', 'changeDone', 'saveHolidays'],
  plans: ['publish', 'activate'],
  deliveries: ['save', 'settle', 'decide'],
  doorbell: ['ring'],
  notifier: ['send'],
};

/** One call of a port, on its way. */
export interface PortCall {
  readonly isEffect: boolean;
  /** Lets the call happen; may be done again, or not at all. */
  readonly happen: () => Promise<unknown>;
}

/** The same ports (and whatever else stands among them), each call of theirs in the hands of `around`. */
export function intercepted<Some extends Partial<Ports>>(
  ports: Some,
  around: (call: PortCall) => Promise<unknown>,
): Some {
  const names = Object.keys(EFFECTS) as (keyof Ports)[];
  const wrapped = names.flatMap((name) => {
    const port = ports[name];
    return port ? [[name, interceptedPort(port, EFFECTS[name], around)] as const] : [];
  });
  return { ...ports, ...Object.fromEntries(wrapped) };
}

function interceptedPort(
  port: object,
  effects: readonly string[],
  around: (call: PortCall) => Promise<unknown>,
): object {
  return new Proxy(port, {
    get(target, name) {
      // Read on the target itself: its private fields are not the proxy's.
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      const isEffect = effects.includes(String(name));
      return (...args: unknown[]) => around({ isEffect, happen: async () => Reflect.apply(member, target, args) });
    },
  });
}
