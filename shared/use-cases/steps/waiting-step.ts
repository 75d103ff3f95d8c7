import { addSeconds, type Instant } from '../../domain/instant.ts';
import { cyclesOf, type Lead } from '../../domain/lead.ts';
import { step } from '../../domain/step.ts';
import { returnedStage } from '../../domain/waiting.ts';
import { planOf } from '../assignment-terms.ts';
import type { Deps } from '../deps.ts';
import type { Decision } from '../save-step.ts';

type StepDeps = Pick<Deps, 'plans' | 'newId'>;

/** A lead in a queue with a human owner comes up for review: the queue's owner is reminded, the next review is set. */
export async function reviewStep(lead: Lead, now: Instant, deps: StepDeps): Promise<Decision<'not_due'>> {
  const { stage } = lead;
  if (stage.state !== 'waiting' || stage.place !== 'queue' || stage.lookAgainAt > now) return { refused: 'not_due' };
  const plan = await planOf(lead, deps);
  const queue = plan?.queues[stage.queue];
  const lookAgainAt = addSeconds(now, queue?.reviewSeconds ?? 24 * 3600);
  return {
    change: step(lead, {
      type: 'ReviewDue',
      data: { queue: stage.queue },
      at: now,
      eventId: deps.newId(),
      stage: { ...stage, lookAgainAt, accountable: queue?.owner ?? stage.accountable },
    }),
  };
}

/** A lead whose rest in nurture is over goes back to routing. */
export async function returnStep(lead: Lead, now: Instant, deps: StepDeps): Promise<Decision<'not_due'>> {
  if (lead.stage.state !== 'nurturing' || lead.stage.returnAt > now) return { refused: 'not_due' };
  const active = await deps.plans.active();
  if (!active) return { refused: 'not_due' };
  return {
    change: step(lead, {
      type: 'LeadReturned',
      data: { because: 'date', cycle: cyclesOf(lead) },
      at: now,
      eventId: deps.newId(),
      stage: returnedStage(active.plan, now),
    }),
  };
}
