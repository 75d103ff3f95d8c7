import { addSeconds, type Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';

/**
 * How long the token of an execution is kept after the last date that it waits for. The state machine of the whole window
 * adds as much for the first one.
 */
export const TOKEN_GRACE_SECONDS = 24 * 3600;

/** Returns until when a token that waits for the deadlines of a lead may be needed. */
export function tokenNeededUntil(lead: Pick<Lead, 'stage'> | undefined, now: Instant): Instant {
  const deadlines = lead?.stage.state === 'assigned' ? lead.stage.deadlines : [];
  const last = deadlines.map(({ at }) => at).reduce((latest, at) => (at > latest ? at : latest), now);
  return addSeconds(last, TOKEN_GRACE_SECONDS);
}
