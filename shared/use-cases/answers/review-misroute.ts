import { canSeeTeam, type Visibility } from '../../domain/access/visibility.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Actor } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import type { LedgerAdjustment } from '../../ports/lead-store.ts';
import type { Deps } from '../deps.ts';
import { type Decision, saveTransition, type TransitionResult } from '../save-transition.ts';

export interface ReviewMisrouteInput {
  readonly leadId: LeadId;
  /** Who called the lead misrouted. */
  readonly rep: RepId;
  /** Whether they get their turn back. */
  readonly credit: 'given' | 'refused';
  readonly by: Actor;
  /** What the reviewer sees: a manager decides about their own teams. */
  readonly visibility: Visibility;
  readonly now: Instant;
}

/** `nothing_to_review`: no credit of this rep waits at the lead. `not_your_team`: the rep had it in another team. */
export type MisrouteReviewRefusal = 'nothing_to_review' | 'not_your_team';

/**
 * Records a manager's review of a misroute: the rep gets the turn back, or not. The lead itself goes on as before, wherever it
 * is by now. A credit is reviewed once, so a repeat changes nothing.
 */
export async function reviewMisroute(
  input: ReviewMisrouteInput,
  deps: Pick<Deps, 'leads' | 'newId'>,
): Promise<TransitionResult<MisrouteReviewRefusal>> {
  return saveTransition<MisrouteReviewRefusal>(input.leadId, (lead) => decideReview(lead, input, deps), deps);
}

function decideReview(
  lead: Lead,
  { rep, credit, by, visibility, now }: ReviewMisrouteInput,
  { newId }: Pick<Deps, 'newId'>,
): Decision<MisrouteReviewRefusal> {
  const { creditsToReview = [] } = lead;
  const asked = creditsToReview.find((one) => one.rep === rep);
  if (!asked) return { refused: 'nothing_to_review' };
  const { team, band, reason } = asked;
  if (!canSeeTeam(visibility, team)) return { refused: 'not_your_team' };
  const change = transition(lead, {
    type: 'CreditReviewed',
    data: { rep, team, credit, reason },
    at: now,
    actor: by,
    eventId: newId(),
    stage: lead.stage,
    patch: { creditsToReview: creditsToReview.filter((one) => one !== asked) },
  });
  if (credit === 'refused') return { change };
  const owed: LedgerAdjustment = { id: newId(), at: now, kind: 'give_back', team, rep, band, reason, lead: lead.id };
  return { change, also: { adjustments: [owed] } };
}
