import type { PlanApproval } from '../../shared/domain/plan-review/proposal.ts';
import type { PlanJournal } from '../../shared/ports/plan-journal.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import type { PublicHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';

/** What the routes about plans need. */
export type PlanDeps = Pick<Deps, 'plans' | 'reps'> & {
  readonly publicHolidays: PublicHolidays;
  readonly planJournal: PlanJournal;
  /** By default one person is enough. */
  readonly planApproval?: PlanApproval;
};
