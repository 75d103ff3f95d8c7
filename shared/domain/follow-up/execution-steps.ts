import type { Instant } from '../instant.ts';
import type { TransitionDeadline } from '../lead/deadline.ts';
import type { Lead } from '../lead/lead.ts';
import type { Plan } from '../plan/plan.ts';

/** What ends an assignment and so its execution. `release`: its owner's leave begins. `return`: it was not accepted. */
const END_KINDS = ['reassign', 'recycle', 'catch_all', 'return', 'release', 'end_shadow'] as const;
type EndKind = (typeof END_KINDS)[number];

/** What a follow-up execution can come to, as its state machine tells it apart. */
export const EXECUTION_STEP_KINDS = ['warn', 'breach', 'breach_and_escalate', 'escalate', ...END_KINDS] as const;
export type ExecutionStepKind = (typeof EXECUTION_STEP_KINDS)[number];

/** One date at which a follow-up execution wakes, and what is due then. */
export interface ExecutionStep {
  readonly at: Instant;
  readonly kind: ExecutionStepKind;
}

/**
 * Returns the dates that are left of an assignment, up to the one that ends it; empty if nothing is left or another
 * owner is being sought. Deadlines of the same moment are one step. The `notify` deadline is not among them: the
 * assignment event triggers the notification, or the sweep if it is lost.
 */
export function executionStepsOf(lead: Lead, limits: Plan['limits']): readonly ExecutionStep[] {
  const { stage } = lead;
  if (stage.state !== 'assigned' || stage.seeking) return [];
  const steps: ExecutionStep[] = [];
  for (const deadline of stage.deadlines.slice(stage.nextDeadline)) {
    if (deadline.kind === 'notify') continue;
    const { at } = deadline;
    const kind = kindOf(deadline, lead, limits);
    const before = steps.at(-1);
    if (before?.at === at) steps[steps.length - 1] = { at, kind: mergeKinds(before.kind, kind) };
    else steps.push({ at, kind });
    if (isEndKind(kind)) break;
  }
  return steps;
}

/** Whether an assignment ends with this step. */
export function isEndKind(kind: ExecutionStepKind): kind is EndKind {
  return END_KINDS.some((end) => end === kind);
}

function kindOf({ kind }: TransitionDeadline, lead: Lead, { reassign, then }: Plan['limits']): ExecutionStepKind {
  if (kind === 'warn' || kind === 'breach' || kind === 'escalate') return kind;
  if (lead.shadow) return 'end_shadow';
  if (kind === 'leave') return 'release';
  if (kind === 'accept') return 'return';
  if (lead.reassignments < reassign) return 'reassign';
  return then === 'recycle' ? 'recycle' : 'catch_all';
}

function mergeKinds(earlier: ExecutionStepKind, later: ExecutionStepKind): ExecutionStepKind {
  if (isEndKind(later)) return later;
  const kinds = [earlier, later];
  const breaches = kinds.some((kind) => kind === 'breach' || kind === 'breach_and_escalate');
  const escalates = kinds.some((kind) => kind === 'escalate' || kind === 'breach_and_escalate');
  if (breaches) return escalates ? 'breach_and_escalate' : 'breach';
  return escalates ? 'escalate' : 'warn';
}
