import type { Lead } from '../lead/lead.ts';
import type { Assigned } from '../lead/stage.ts';

/** The deadlines that a follow-up execution is for: those of one assignment, as computed for the n-th time. */
export interface FollowUpRevision {
  readonly epoch: number;
  readonly revision: number;
}

/**
 * Why a follow-up execution is over. `because`: the reason code, queue or outcome that the lead has now. It is the
 * output of the execution.
 */
export interface FollowUpEnd {
  readonly ended:
    | 'answered'
    | 'declined'
    | 'released'
    | 'misrouted'
    | 'sent_to_queue'
    | 'nurtured'
    | 'closed'
    | 'reassignment_sought'
    | 'reassigned'
    | 'deadline_moved'
    | 'ladder_done'
    | 'no_such_lead';
  readonly because?: string;
}

/**
 * Returns why an execution for these deadlines is over, as the lead stands now; undefined while it still has a step to
 * wait for.
 */
export function followUpEndOf(lead: Lead | undefined, { epoch, revision }: FollowUpRevision): FollowUpEnd | undefined {
  if (!lead) return { ended: 'no_such_lead' };
  const { stage } = lead;
  if (lead.epoch !== epoch && stage.state !== 'closed') return { ended: 'reassigned' };
  switch (stage.state) {
    case 'closed':
      return { ended: 'closed', because: stage.outcome };
    case 'assigned':
      return endOfAssigned(stage, revision);
    case 'working':
      return { ended: 'answered' };
    case 'waiting':
      if (stage.place === 'queue') return { ended: 'sent_to_queue', because: stage.because };
      return stage.because === 'declined' ? { ended: 'declined' } : { ended: 'released', because: stage.because };
    case 'received':
      return { ended: 'misrouted' };
    case 'nurturing':
      return { ended: 'nurtured', because: stage.reason };
  }
}

function endOfAssigned(stage: Assigned, revision: number): FollowUpEnd | undefined {
  if (stage.seeking) return { ended: 'reassignment_sought' };
  if (stage.revision !== revision) return { ended: 'deadline_moved' };
  const isLeft = stage.deadlines.slice(stage.nextDeadline).some(({ kind }) => kind !== 'notify');
  return isLeft ? undefined : { ended: 'ladder_done' };
}
