import { addSeconds, type Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import { ownValue } from '../../domain/own-value.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import type { Decision } from '../save-transition.ts';

/**
 * Takes the due step of a lead in a review queue: reminds the queue's owner and sets the next review, or raises the alarm
 * of a lead that has been there too long. The alarm goes to the plan's owner too, once.
 */
export async function decideReviewStep(
  lead: Lead,
  now: Instant,
  deps: Pick<Deps, 'plans' | 'newId'>,
): Promise<Decision<'not_due'>> {
  const { stage } = lead;
  if (stage.state !== 'waiting' || stage.place !== 'queue') return { refused: 'not_due' };
  const { alarmAt, ...withoutAlarm } = stage;
  const isAlarm = alarmAt !== undefined && alarmAt <= now;
  if (!isAlarm && stage.lookAgainAt > now) return { refused: 'not_due' };
  const plan = await planOf(lead, deps);
  const queue = ownValue(plan?.queues, stage.queue);
  // An alarm does not take the place of a review, unless both are due.
  const lookAgainAt = stage.lookAgainAt > now ? stage.lookAgainAt : addSeconds(now, queue?.reviewSeconds ?? 24 * 3600);
  return {
    change: transition(lead, {
      type: 'ReviewDue',
      data: { queue: stage.queue, ...(isAlarm && { because: 'waited_too_long' }) },
      at: now,
      eventId: deps.newId(),
      stage: { ...(isAlarm ? withoutAlarm : stage), lookAgainAt, accountable: queue?.owner ?? stage.accountable },
    }),
  };
}
