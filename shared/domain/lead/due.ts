import type { RepId } from '../ids.ts';
import { addSeconds, earliest, type Instant } from '../instant.ts';
import type { Stage } from './stage.ts';

/** How long after its last deadline an unanswered assignment is due again, in seconds. */
const REMINDER_SECONDS = 24 * 3600;

/**
 * Returns the due date and the accountable person of a lead, from its stage. Every open stage has both by type. They
 * are computed only here, so they cannot be missing.
 */
export function dueDateOf(stage: Stage): { readonly dueAt: Instant; readonly accountable: RepId } | undefined {
  switch (stage.state) {
    case 'received':
      return { dueAt: stage.routeBy, accountable: stage.accountable };
    case 'waiting': {
      const alarmAt = stage.place === 'queue' ? stage.alarmAt : undefined;
      return { dueAt: earliest(stage.lookAgainAt, alarmAt) ?? stage.lookAgainAt, accountable: stage.accountable };
    }
    case 'assigned': {
      const next = stage.seeking?.lookAgainAt ?? stage.deadlines[stage.nextDeadline]?.at;
      const last = stage.deadlines.at(-1)?.at ?? stage.assignedAt;
      return { dueAt: next ?? addSeconds(last, REMINDER_SECONDS), accountable: stage.owner };
    }
    case 'working':
      return {
        dueAt: earliest(stage.quietAt, stage.leaveAt, stage.evidenceDueAt) ?? stage.quietAt,
        accountable: stage.owner,
      };
    case 'nurturing':
      return { dueAt: stage.returnAt, accountable: stage.accountable };
    case 'closed':
      return undefined;
  }
}
