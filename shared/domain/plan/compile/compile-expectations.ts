import { unknownNameMessage } from '../did-you-mean.ts';
import type { AssignedSoon, Expectation } from '../expectation.ts';
import type { PlanPath, ReportProblem } from '../plan-problem.ts';
import { compileCalendar } from './compile-calendar.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext } from './plan-context.ts';

/** Compiles what the plan expects of every lead. */
export function compileExpectations(context: CompileContext): readonly Expectation[] {
  const { file, names, report } = context;
  return file.expect.map((expected, index): Expectation => {
    const { when, never, to } = expected;
    const at = ['expect', index];
    if (never !== undefined && never !== file.otherwise)
      report([...at, 'never'], `expected \`${file.otherwise}\`, the queue of leads that no rule takes`);
    if (to !== undefined && !names.teams.includes(to))
      report([...at, 'to'], unknownNameMessage('team', to, names.teams));
    return {
      ...(when && { when: compileCondition(when, [...at, 'when'], context) }),
      holds:
        compileAssignedSoon(expected, at, report) ?? (to === undefined ? { kind: 'taken' } : { kind: 'to', team: to }),
    };
  });
}

function compileAssignedSoon(
  { assigned_within: withinSeconds, during, zone }: CompileContext['file']['expect'][number],
  at: PlanPath,
  report: ReportProblem,
): AssignedSoon | undefined {
  if (withinSeconds === undefined || zone === undefined) return undefined;
  if (!isZone(zone)) report([...at, 'zone'], 'expected a time zone such as Europe/Berlin');
  const hours = during && compileCalendar(during, [...at, 'during'], { report, closed: [] });
  if (hours && hours.closed.length > 0) report([...at, 'during', 'closed'], 'expected hours of a week alone');
  return { kind: 'assigned', withinSeconds, zone, ...(hours && { during: hours.week }) };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
