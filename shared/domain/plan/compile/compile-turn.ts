import type { FileBest } from '../file/file-turn.ts';
import type { PlanFile } from '../file/plan-file.ts';
import { type BestTerms, defaultTermsOf, type Team } from '../team.ts';
import type { CompileContext } from './plan-context.ts';

type FileTeam = PlanFile['teams'][string];

const DAY_SECONDS = 86_400;
/** The fewest days from which leads must count. */
const MIN_COUNTED_DAYS = 14;
/** Metrics of days further back are not read. */
const MAX_DAYS = 366;

/** Compiles how reps take turns: `otherwise` when the lead's own rep comes first and is not there. */
export function compileTurn(turn: FileTeam['turn'], otherwise: FileTeam['otherwise']): Pick<Team, 'turn' | 'best'> {
  const strategy = turn === 'territory_owner' || turn === 'account_owner' ? (otherwise ?? 'round_robin') : turn;
  return typeof strategy === 'string' ? { turn: strategy } : { turn: 'best', best: compileBest(strategy) };
}

function compileBest({ best: by, over, settled, sample, at_most: atMost }: FileBest): BestTerms {
  return {
    by,
    overDays: Math.floor(over / DAY_SECONDS),
    settledDays: settled === undefined ? defaultTermsOf(by).settledDays : Math.ceil(settled / DAY_SECONDS),
    sample,
    atMost,
  };
}

/** Reports spans in which too few leads, or none, would count. */
export function reportTerms(
  terms: BestTerms | undefined,
  at: readonly (string | number)[],
  report: CompileContext['report'],
): void {
  if (!terms) return;
  const { overDays, settledDays } = terms;
  if (overDays > MAX_DAYS) report([...at, 'over'], `expected at most ${MAX_DAYS}d`);
  else if (overDays - settledDays < MIN_COUNTED_DAYS)
    report(
      [...at, 'over'],
      `leads count from an age of ${settledDays}d on, so only ${Math.max(0, overDays - settledDays)} days would count; expected \`over\` of at least ${settledDays + MIN_COUNTED_DAYS}d`,
    );
}
