import type { LeadId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { contactBudgetOf } from '../../shared/domain/nurture/contact-budget.ts';
import { type Problem, problem } from '../../shared/runtime/http/problem.ts';
import { planOf } from '../../shared/use-cases/assignment/assignment-terms.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { ANSWER_PROBLEMS } from '../wiring/api-problems.ts';

const DAY_SECONDS = 24 * 3600;

/** Returns a problem that states how many contacts the plan allows and when the next one is allowed. */
export async function contactCapProblem(
  leadId: LeadId,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans'>,
): Promise<Problem<'conflict'>> {
  const lead = await deps.leads.load(leadId);
  const plan = lead && (await planOf(lead, deps));
  const budget = lead && plan && contactBudgetOf(lead, plan.recycling, now);
  if (budget?.freeAt === undefined) return ANSWER_PROBLEMS.contact_cap;
  const days = Math.round((budget.withinSeconds / DAY_SECONDS) * 10) / 10;
  return problem(
    'conflict',
    `The plan allows ${budget.most} contacts within ${days} days; the next one is allowed from ${budget.freeAt}. A reply or a meeting may still be recorded.`,
  );
}
