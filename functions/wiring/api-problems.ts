import type { AnswerRefusal } from '../../shared/domain/answers/answer.ts';
import { type Problem, problem } from '../../shared/runtime/http/problem.ts';
import type { ActivityRefusal } from '../../shared/use-cases/answers/record-activity.ts';
import type { MisrouteReviewRefusal } from '../../shared/use-cases/answers/review-misroute.ts';
import type { ManualAssignmentRefusal } from '../../shared/use-cases/assignment/assign-manually.ts';
import type { QuarantineRefusal } from '../../shared/use-cases/intake/decide-quarantined.ts';
import type { AccountRefusal } from '../../shared/use-cases/routing/decide-account.ts';

/** There is no such lead. */
export const NO_SUCH_LEAD = problem('not-found', 'There is no lead with this id.');
/** The lead belongs to somebody else, and the caller is a rep. */
export const NOT_YOUR_LEAD = problem('forbidden', 'This lead is not yours.');

/** No delivery with this id has been quarantined. */
export const NO_SUCH_DELIVERY = problem('not-found', 'There is no quarantined delivery with this id.');

/** The API problems for a refused decision about a delivery. */
export const QUARANTINE_PROBLEMS = {
  no_such_delivery: NO_SUCH_DELIVERY,
  already_processed: problem('conflict', 'Leads have been created from it since.'),
} as const satisfies Readonly<Record<QuarantineRefusal, Problem>>;

/** The API problem for a delivery that was redriven again and again while nothing changed. */
export function redrivenTooOften({ times, problem: why }: { readonly times: number; readonly problem?: string }) {
  const reason = why === undefined ? '' : ` and could not be read (${why}). Its owner is told`;
  return problem(
    'conflict',
    `It has been redriven ${times} times within a day${reason}. Correct the body, or change the definition of its source or the plan; or try again in a day.`,
  );
}

const STALE_EPOCH = problem('stale-epoch', 'The lead has been assigned again since. Load it again.');
/** Nothing can be decided without an active plan. */
export const NO_PLAN = problem('conflict', 'No plan is active yet. Publish and activate one.');

/** The API problems for a refused answer. */
export const ANSWER_PROBLEMS = {
  no_such_lead: NO_SUCH_LEAD,
  not_owner: NOT_YOUR_LEAD,
  old_epoch: STALE_EPOCH,
  no_owner: problem('conflict', 'This lead has no owner now, so there is nothing to answer.'),
  already_recorded: problem('conflict', 'This answer has already been recorded.'),
  not_handed_off: problem('conflict', 'The lead was not handed off to its owner, so there is nothing to accept.'),
  unknown_reason: fieldProblem('/reason', 'one of the reasons listed in the plan'),
  date_not_taken: fieldProblem('/until', 'no date: the plan sets how long a lead rests for this reason'),
  date_needed: fieldProblem('/until', 'a day after today: the plan sets none for this reason'),
  contact_cap: problem('conflict', 'The plan does not allow contacting this person yet.'),
  no_plan: NO_PLAN,
} as const satisfies Readonly<Record<AnswerRefusal | 'no_such_lead', Problem>>;

/** The API problems for a refused review of a misroute. */
export const MISROUTE_REVIEW_PROBLEMS = {
  no_such_lead: NO_SUCH_LEAD,
  nothing_to_review: problem('conflict', 'No turn of this rep waits for a review at this lead.'),
  not_your_team: problem('forbidden', 'The rep had the lead in a team that is not yours.'),
} as const satisfies Readonly<Record<MisrouteReviewRefusal | 'no_such_lead', Problem>>;

/** The API problems for a refused activity. */
export const ACTIVITY_PROBLEMS = {
  no_such_lead: problem('not-found', 'There is no lead with this id.'),
  other_lead: problem('conflict', 'Another open lead has this external id.'),
  too_old: problem('validation-failed', 'The activity is more than 90 days old.'),
  in_future: problem('validation-failed', 'The activity is in the future.'),
  no_plan: NO_PLAN,
} as const satisfies Readonly<Record<ActivityRefusal, Problem>>;

/** The API problems for a refused manual assignment. */
export const MANUAL_ASSIGNMENT_PROBLEMS = {
  no_such_lead: NO_SUCH_LEAD,
  old_epoch: STALE_EPOCH,
  closed: problem('conflict', 'The lead is closed.'),
  do_not_contact: problem('conflict', 'The person is on the do-not-contact list; the lead has ended.'),
  unknown_rep: fieldProblem('/rep', 'the id of a known rep'),
  rep_left: fieldProblem('/rep', 'a rep who has not left'),
  rep_in_no_team: fieldProblem('/rep', 'a rep who is in a team of the plan'),
  already_theirs: problem('conflict', 'The rep already has this lead.'),
  over_cap_needs_reason: fieldProblem('/reason', 'a reason for going over the cap'),
  over_cap_forbidden: problem('conflict', 'The plan does not allow going over a cap.'),
  full: problem('conflict', 'The rep is at their cap. Send overCap and a reason to go over it.'),
  no_plan: NO_PLAN,
} as const satisfies Readonly<Record<ManualAssignmentRefusal | 'no_such_lead' | 'full', Problem>>;

/** The API problems for a refused decision about a lead's account. */
export const ACCOUNT_PROBLEMS = {
  no_such_lead: NO_SUCH_LEAD,
  closed: problem('conflict', 'The lead is closed.'),
  unknown_account: fieldProblem('/account', 'the id of a known account, or null'),
  already_recorded: problem('conflict', 'This has already been decided.'),
} as const satisfies Readonly<Record<AccountRefusal | 'no_such_lead', Problem>>;

function fieldProblem(pointer: string, expected: string): Problem<'validation-failed'> {
  const errors = [{ in: 'body', field: pointer, expected } as const];
  return problem('validation-failed', 'See `errors` for the invalid fields.', { errors });
}
