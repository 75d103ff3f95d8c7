import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { VirtualBaton, type VirtualBatonOptions } from '../../shared/simulation/virtual-baton.ts';
import { type RecordAnswerInput, recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aDraft, aPlan } from '../support/builders/plan.ts';
import { aRep, saveReps } from '../support/builders/rep.ts';

export const HOUR = 3600;
export const DAY = 24 * HOUR;

/** Builds a demo request of a fictional person; another `name` makes it another person. */
export function aDemoRequest(name = 'ada', overrides: object = {}): object {
  return { email: `${name}@north.example`, name: `${name} North`, touch: 'demo_request', ...overrides };
}

/** Starts an in-memory Baton with a plan in force and these reps. */
export async function aBaton(
  options: Partial<VirtualBatonOptions> & {
    readonly plan?: Partial<Plan>;
    readonly reps?: readonly Partial<Rep>[];
  } = {},
): Promise<VirtualBaton> {
  const { plan, reps = [{ id: 'kim' }, { id: 'lea' }, { id: 'max' }], ...rest } = options;
  const baton = new VirtualBaton({ start: MONDAY, ...rest });
  await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: aPlan(plan) })));
  await saveReps(baton.deps.reps, ...reps.map((rep) => aRep(rep)));
  return baton;
}

/** Answers a lead as its owner, for the current assignment or an earlier one. */
export async function answerAsOwner(
  baton: VirtualBaton,
  leadId: string,
  answer: RecordAnswerInput['answer'],
  options: { readonly epoch?: number; readonly person?: string } = {},
) {
  const lead = await baton.lead(leadId);
  const by = { person: options.person ?? lead.accountable ?? '', onlyOwn: true };
  return recordAnswer({ leadId, epoch: options.epoch ?? lead.epoch, answer, by, now: baton.now }, baton.deps);
}

/** Posts this many leads at once, each for a different person. */
export async function postMany(
  baton: VirtualBaton,
  count: number,
  lead: (index: number) => object,
): Promise<readonly string[]> {
  const all = Array.from({ length: count }, (_, index) => lead(index));
  const ids: string[] = [];
  for (let start = 0; start < count; start += 500) {
    const received = await baton.post(all.slice(start, start + 500));
    if (received.outcome !== 'processed') throw new Error('the delivery was not accepted');
    ids.push(...received.leads);
  }
  return ids;
}
