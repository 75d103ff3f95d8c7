import { addSeconds, type Instant } from '../instant.ts';
import type { Plan } from '../plan/plan.ts';
import type { Lead } from './lead.ts';
import type { LeadOutcome } from './stage.ts';

/** Why a lead is in the catch-all queue whose person has come back too often. Only a person takes it out of there. */
export const REOPEN_LIMIT = 'reopen_limit';

/** Comebacks noted with a lead, newest kept. */
const MAX_COMEBACKS = 100;

/** Outcomes after which nobody minds that the person comes back. */
const WELCOME_AFTER: readonly LeadOutcome[] = ['converted', 'test', 'shadow'];

/**
 * Returns the comebacks of a person for a new lead that takes over from these closed ones. It counts as one if a rep had
 * one of them and closed it without success.
 */
export function comebacksOf(closed: readonly Lead[], now: Instant): Pick<Lead, 'comebacks'> {
  const earlier = closed.flatMap(({ comebacks = [] }) => comebacks);
  const isComeback = closed.some(
    ({ stage, epoch }) => epoch > 0 && stage.state === 'closed' && !WELCOME_AFTER.includes(stage.outcome),
  );
  const all = [...new Set([...earlier, ...(isComeback ? [now] : [])])].sort().slice(-MAX_COMEBACKS);
  return all.length === 0 ? {} : { comebacks: all };
}

/** Returns whether a person has come back more often than the plan gives them to a rep again. */
export function hasComeBackTooOften(
  { comebacks = [] }: Pick<Lead, 'comebacks'>,
  { reopen }: Plan['limits'],
  now: Instant,
): boolean {
  const since = addSeconds(now, -reopen.withinSeconds);
  return comebacks.filter((at) => at > since).length > reopen.most;
}
