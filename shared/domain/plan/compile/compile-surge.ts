import type { PlanFile } from '../file/plan-file.ts';
import type { PlanPath } from '../plan-problem.ts';
import type { Surge } from '../surge.ts';
import type { CompileContext } from './plan-context.ts';

/** By how much `full` must fall before a surge ends, unless the plan says. */
const PERCENT_BELOW = 20;

/** Compiles what a team does in a peak. Checks that it can begin, that it ends lower, and that it can do what it says. */
export function compileSurge(
  { surge, cap, backup }: PlanFile['teams'][string],
  at: PlanPath,
  { report }: Pick<CompileContext, 'report'>,
): Surge | undefined {
  if (!surge) return undefined;
  const { when, until } = surge;
  const caps = cap === undefined || cap === 'none' ? {} : cap;
  for (const key of ['waiting', 'full'] as const) {
    const [begins, ends] = [when[key], until[key]];
    if (ends === undefined) continue;
    if (begins === undefined) report([...at, 'until', key], `only goes with \`${key}\` in \`when\``);
    else if (ends >= begins)
      report([...at, 'until', key], `expected less than in \`when\`, or a surge would begin and end with every lead`);
  }
  if (when.full !== undefined && caps.open === undefined)
    report([...at, 'when', 'full'], 'needs an open cap of the team, such as `cap: {open: 40}`');
  if (surge.cap > 100 && caps.open === undefined && caps.day === undefined)
    report([...at, 'cap'], 'needs a cap of the team to raise, such as `cap: {open: 40}`');
  if (surge.backup === 'at_once' && backup === undefined)
    report([...at, 'backup'], 'needs a `backup` of the team, such as `backup: sdr-amer`');
  return {
    from: levelsOf(when.waiting, when.full),
    until: levelsOf(
      when.waiting === undefined ? undefined : (until.waiting ?? Math.floor(when.waiting / 2)),
      when.full === undefined ? undefined : (until.full ?? Math.max(0, when.full - PERCENT_BELOW)),
    ),
    capPercent: surge.cap,
    backupAtOnce: surge.backup === 'at_once',
  };
}

function levelsOf(waiting: number | undefined, fullPercent: number | undefined): Surge['from'] {
  return { ...(waiting !== undefined && { waiting }), ...(fullPercent !== undefined && { fullPercent }) };
}
