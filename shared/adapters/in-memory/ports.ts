import type { DeliveryStore } from '../../ports/delivery-store.ts';
import type { Doorbell } from '../../ports/doorbell.ts';
import type { FollowUpExecutions } from '../../ports/follow-up-executions.ts';
import type { LeadStore } from '../../ports/lead-store.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { PlanStore } from '../../ports/plan-store.ts';
import type { RepStore } from '../../ports/rep-store.ts';
import type { WaitingTaskStore } from '../../ports/waiting-tasks.ts';

/** The ports through which a process changes something outside itself. */
export interface EffectPorts {
  readonly leads: LeadStore;
  readonly reps: RepStore;
  readonly plans: PlanStore;
  readonly deliveries: DeliveryStore;
  readonly doorbell: Doorbell;
  readonly notifier: Notifier;
  readonly executions: FollowUpExecutions;
  readonly waitingTasks: WaitingTaskStore;
}

/** The methods of each port that have an effect; the others only read. */
const EFFECTS: { readonly [Name in keyof EffectPorts]: readonly (keyof EffectPorts[Name])[] } = {
  leads: ['commit', 'saveEnrichment'],
  reps: ['save', 'completeChange', 'saveHolidays'],
  plans: ['publish', 'activate'],
  deliveries: ['save', 'saveStatus', 'saveDecision'],
  doorbell: ['ring'],
  notifier: ['send'],
  executions: ['start', 'end'],
  waitingTasks: ['save'],
};

/** One call of a port, before it happens. */
export interface PortCall {
  readonly isEffect: boolean;
  /** Makes the call. May be called more than once or not at all. */
  readonly run: () => Promise<unknown>;
}

/** Returns the same object with every call of these ports passed through `around`. Other properties are unchanged. */
export function interceptPorts<Some extends Partial<EffectPorts>>(
  ports: Some,
  around: (call: PortCall) => Promise<unknown>,
): Some {
  const names = Object.keys(EFFECTS) as (keyof EffectPorts)[];
  const wrapped = names.flatMap((name) => {
    const port = ports[name];
    return port ? [[name, interceptPort(port, EFFECTS[name], around)] as const] : [];
  });
  return { ...ports, ...Object.fromEntries(wrapped) };
}

function interceptPort(port: object, effects: readonly string[], around: (call: PortCall) => Promise<unknown>): object {
  return new Proxy(port, {
    get(target, name) {
      // Read from the target itself: the proxy has no access to its private fields.
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      const isEffect = effects.includes(String(name));
      return (...args: unknown[]) => around({ isEffect, run: async () => Reflect.apply(member, target, args) });
    },
  });
}
