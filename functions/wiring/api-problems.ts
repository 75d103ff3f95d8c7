import type { AnswerRefusal } from '../../shared/domain/answers/answer.ts';
import { type Problem, problem } from '../../shared/runtime/http/problem.ts';
import type { ActivityRefusal } from '../../shared/use-cases/answers/record-activity.ts';
import type { PlaceRefusal } from '../../shared/use-cases/assignment/assign-manually.ts';
import type { QuarantineRefusal } from '../../shared/use-cases/intake/decide-quarantined.ts';
import type { AccountRefusal } from '../../shared/use-cases/routing/decide-account.ts';

/** There is no such lead. */
export const NO_SUCH_LEAD = problem('not-found', 'There is no lead with this id.');
/** The lead is somebody else's, and the caller is a rep. */
export const NOT_YOUR_LEAD = problem('forbidden', 'This lead is not yours.');

/** The list does not go on there. */
export const BAD_CURSOR = problem('validation-failed', 'See which fields are not as expected.', {
  errors: [{ in: 'query', field: '/cursor', expected: 'the cursor of the page before' }],
});

/** No delivery with this id was set aside. */
export const NO_SUCH_DELIVERY = problem('not-found', 'There is no delivery with this id that was set aside.');

/** How a refused decision about a delivery is told to a caller of the API. */
export const QUARANTINE_PROBLEMS: Readonly<Record<QuarantineRefusal, Problem>> = {
  no_such_delivery: NO_SUCH_DELIVERY,
  dealt_with: problem('conflict', 'Leads have been made of it since.'),
};

const STALE = problem('stale-epoch', 'The lead has been given to somebody since. Load it again.');
/** Nothing can be decided without a plan. */
export const NO_PLAN = problem('conflict', 'No plan is in force yet. Publish and activate one.');

/** How a refused answer is told to a caller of the API. */
export const ANSWER_PROBLEMS: Readonly<Record<AnswerRefusal | 'no_such_lead', Problem>> = {
  no_such_lead: NO_SUCH_LEAD,
  not_yours: NOT_YOUR_LEAD,
  old_epoch: STALE,
  nobody_has_it: problem('conflict', 'Nobody has this lead now, so there is nothing to answer.'),
  already_so: problem('conflict', 'That has been recorded before.'),
  not_handed_on: problem('conflict', 'The lead was not handed on to its owner, so there is nothing to accept.'),
  unknown_reason: field('/reason', 'one of the reasons that the plan asks for'),
  date_needed: field('/until', 'a day after today: the plan has none for this reason'),
  contact_cap: problem('conflict', 'The plan lets nobody contact this person yet.'),
  no_plan: NO_PLAN,
};

/** How a refused activity is told to a caller of the API. */
export const ACTIVITY_PROBLEMS: Readonly<Record<ActivityRefusal, Problem>> = {
  no_such_lead: problem('not-found', 'There is no lead with this id.'),
  other_lead: problem('conflict', 'Another open lead has this id of the other system.'),
  too_old: problem('validation-failed', 'It was more than 90 days ago.'),
  in_future: problem('validation-failed', 'It is still to come.'),
  no_plan: NO_PLAN,
};

/** How a refused assignment by hand is told to a caller of the API. */
export const PLACE_PROBLEMS: Readonly<Record<PlaceRefusal | 'no_such_lead' | 'full', Problem>> = {
  no_such_lead: NO_SUCH_LEAD,
  old_epoch: STALE,
  closed: problem('conflict', 'The lead is closed.'),
  unknown_rep: field('/rep', 'the id of a rep that Baton knows'),
  rep_left: field('/rep', 'a rep who has not left'),
  rep_in_no_team: field('/rep', 'a rep who is in a team of the plan'),
  already_theirs: problem('conflict', 'The rep has this lead already.'),
  over_cap_needs_reason: field('/reason', 'a reason, for going over the cap'),
  over_cap_forbidden: problem('conflict', 'The plan does not let anybody go over a cap.'),
  full: problem('conflict', 'The rep is at their cap. Send overCap and a reason to go over it.'),
  no_plan: NO_PLAN,
};

/** How a refused decision about a lead's account is told to a caller of the API. */
export const ACCOUNT_PROBLEMS: Readonly<Record<AccountRefusal | 'no_such_lead', Problem>> = {
  no_such_lead: NO_SUCH_LEAD,
  closed: problem('conflict', 'The lead is closed.'),
  unknown_account: field('/account', 'the id of an account that Baton knows, or null'),
  already_so: problem('conflict', 'That has been decided before.'),
};

function field(pointer: string, expected: string): Problem {
  const errors = [{ in: 'body', field: pointer, expected } as const];
  return problem('validation-failed', 'See which fields are not as expected.', { errors });
}
