import { type CrmLink, isGone } from '../../domain/crm/crm-link.ts';
import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { ReceivedNudge } from './sync-deps.ts';

/** An attempt that comes this much early is due: clocks differ. */
const EARLY_SECONDS = 2;

/** What a nudge leads to, before the lead is looked at. */
export type NudgeChoice = 'go' | 'postponed' | 'dropped' | 'set_aside';

/**
 * Decides whether a nudge leads to an attempt. While another attempt is to come, it alone does the work, so that only
 * one chain of attempts goes on, however many nudges there are. One that was given up and is received for the first time
 * is new, or has been redriven: it starts again. One whose record somebody deleted never starts again.
 */
export function chooseNudge({ nudge, received }: ReceivedNudge, link: CrmLink | undefined, now: Instant): NudgeChoice {
  const soon = addSeconds(now, EARLY_SECONDS);
  if (nudge.dueAt !== undefined && nudge.dueAt > soon) return 'postponed';
  if (link?.status === 'retrying' && link.nextAt !== undefined) {
    if (nudge.dueAt !== undefined) return nudge.dueAt === link.nextAt ? 'go' : 'dropped';
    return link.nextAt > soon ? 'dropped' : 'go';
  }
  if (link?.status === 'failed') {
    if (received > 1) return 'set_aside';
    return isGone(link) ? 'dropped' : 'go';
  }
  return 'go';
}
