import type { Instant } from '../instant.ts';
import type { EscalationTarget } from '../plan/plan.ts';

/**
 * A deadline of one assignment, in force until the owner responds: the notification must have been sent (`notify`), the
 * owner is warned (`warn`), the first response is overdue (`breach`), somebody is notified (`escalate`), the lead is
 * reassigned (`reassign`), the owner's leave starts and the owner loses the lead (`leave`), the lead that was handed
 * off has not been accepted (`accept`).
 */
export type Deadline = { readonly at: Instant; readonly kind: 'notify' } | TransitionDeadline;

/** A deadline that causes a transition of the lead. `notify` does not: the notification is only sent. */
export type TransitionDeadline = { readonly at: Instant } & (
  | { readonly kind: 'warn' }
  | { readonly kind: 'breach' }
  | {
      readonly kind: 'escalate';
      readonly whom: EscalationTarget;
      /** Why they are told, if the ladder does not ask for it. */
      readonly because?: string;
    }
  | { readonly kind: 'reassign' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'accept' }
);
