import { normaliseBuiltInValue } from '../built-in-values.ts';
import type { PlanFile } from '../file/plan-file.ts';
import type { LifecycleEffect } from '../lifecycle.ts';
import type { Plan } from '../plan.ts';
import type { ReportProblem } from '../plan-problem.ts';
import { NO_ANSWER_REASON } from '../recycling.ts';
import { compileCadences } from './compile-cadences.ts';
import { compileCalendar } from './compile-calendar.ts';
import { CompiledTables } from './compile-data.ts';
import { compileExpectations } from './compile-expectations.ts';
import { compileFields } from './compile-fields.ts';
import { compileHandoff } from './compile-handoff.ts';
import { compilePrivacy } from './compile-privacy.ts';
import { compileRecycling } from './compile-recycling.ts';
import { compileLayers } from './compile-rules.ts';
import { compileScoring } from './compile-scoring.ts';
import { compileLadders, compileSlas } from './compile-slas.ts';
import { compileQueues, compileTeams } from './compile-teams.ts';
import { allFieldsOf } from './known-fields.ts';
import type { CompileContext } from './plan-context.ts';
import type { FindValueProblem } from './value-problems.ts';

const DEFAULT_ROUTING_SECONDS = 60;

/** Compiles a file of valid shape to a {@link Plan}. The result is valid only if no problem was reported. */
export function compilePlan(file: PlanFile, report: ReportProblem, findValueProblem?: FindValueProblem): Plan {
  const fields = compileFields(file.fields, report);
  const names = {
    teams: Object.keys(file.teams),
    queues: Object.keys(file.queues),
    calendars: Object.keys(file.calendars),
    ladders: Object.keys(file.ladders),
    slas: file.slas.map(({ sla }) => sla),
    bands: Object.keys(file.scoring.bands),
  };
  if (file.working.quiet.seconds === 0) report(['working', 'quiet'], 'expected more than zero');
  const tables = new CompiledTables(file.data, report);
  const closed = tables.closedDates();
  const context: CompileContext = {
    file,
    names,
    fields: allFieldsOf(fields, names.bands),
    namedScores: new Map([
      ['mql', file.scoring.mql],
      ['sql', file.scoring.sql],
    ]),
    tables,
    report,
    findValueProblem,
  };
  const plan: Plan = {
    plan: file.plan,
    owner: file.owner,
    change: file.change,
    beforeAssignment: {
      owner: file.before_assignment?.owner ?? file.owner,
      withinSeconds: file.before_assignment?.within ?? DEFAULT_ROUTING_SECONDS,
    },
    ...(file.assign_on && { assignOn: compileAssignOn(file.assign_on, report) }),
    fields,
    scoring: compileScoring(context),
    calendars: Object.fromEntries(
      Object.entries(file.calendars).map(([name, calendar]) => [
        name,
        compileCalendar(calendar, ['calendars', name], { report, closed }),
      ]),
    ),
    teams: compileTeams(context),
    queues: compileQueues(context),
    slas: compileSlas(context),
    ladders: compileLadders(context),
    ...(file.touched_by && { touchedBy: compileTouchedBy(file.touched_by, report) }),
    ...(file.capacity && { capacity: compileCapacity(file.capacity, report) }),
    ...(file.crm && compileCrm(file.crm)),
    limits: compileLimits(file.limits),
    working: {
      quietSeconds: file.working.quiet.seconds,
      ...(file.working.quiet.days !== undefined && { quietDays: file.working.quiet.days }),
      then: file.working.then,
      reason: file.working.reason ?? NO_ANSWER_REASON,
    },
    cadences: compileCadences(context),
    manual: { overCap: file.manual.over_cap, onBreach: file.manual.on_breach },
    away: {
      untouched: file.away.untouched,
      working: file.away.working,
      longerThanSeconds: file.away.longer_than,
      ...(file.away.then === 'backup' && { then: file.away.then }),
    },
    left: { open: file.left.open, ...(file.left.accounts === 'manager' && { accounts: file.left.accounts }) },
    ...(file.accounts && { accounts: file.accounts }),
    layers: compileLayers(context),
    otherwise: file.otherwise,
    expect: compileExpectations(context),
    handoff: compileHandoff(context),
    answers: compileAnswers(file.answers, report),
    recycling: compileRecycling(context),
    privacy: compilePrivacy(context),
  };
  // Only now is it known which tables the conditions have used.
  tables.reportUnused();
  return plan;
}

function compileAssignOn(
  { default: otherwise, ...byTouch }: NonNullable<PlanFile['assign_on']>,
  report: ReportProblem,
): NonNullable<Plan['assignOn']> {
  const moments = Object.entries(byTouch).map(([touch, moment]) => {
    if (moment === otherwise) report(['assign_on', touch], `expected another moment than \`default\`, or nothing`);
    return [normaliseBuiltInValue('touch', touch).toLowerCase(), moment];
  });
  return { byTouch: Object.fromEntries(moments), otherwise };
}

/** Declined leads are counted by day, and counters are read day by day. */
const DAY_SECONDS = 86_400;
const MAX_LIMIT_DAYS = 31;

function compileAnswers(
  { cannot_take: { charge, limit }, wrong_for_me: { ask, credit }, hasty }: PlanFile['answers'],
  report: ReportProblem,
): Plan['answers'] {
  const days = (limit?.withinSeconds ?? 0) / DAY_SECONDS;
  if (limit && !(Number.isInteger(days) && days <= MAX_LIMIT_DAYS))
    report(
      ['answers', 'cannot_take', 'limit'],
      `expected days or weeks, at most ${MAX_LIMIT_DAYS}d, such as \`3/week\``,
    );
  return {
    cannotTake: { charge, ...(limit && { limit: { most: limit.most, days } }) },
    wrongForMe: { ask, credit },
    hastySeconds: hasty,
  };
}

function compileTouchedBy(
  { what, who, click }: NonNullable<PlanFile['touched_by']>,
  report: ReportProblem,
): NonNullable<Plan['touchedBy']> {
  if (click === 0) report(['touched_by', 'click'], 'expected more than zero');
  return { what, who, ...(click !== undefined && { clickSeconds: click }) };
}

function compileCrm({ lost, lifecycle = {} }: NonNullable<PlanFile['crm']>): Pick<Plan, 'crm'> {
  const stages = Object.entries(lifecycle);
  if (lost === 'keep' && stages.length === 0) return {};
  const effects = stages.map(([stage, effect]): [string, LifecycleEffect] => [
    stage,
    typeof effect === 'string' ? { to: effect } : { to: 'disqualified', reason: effect.disqualified },
  ]);
  const crm = {
    ...(lost === 'close' && { lost }),
    ...(stages.length > 0 && { lifecycle: Object.fromEntries(effects) }),
  };
  return { crm };
}

/** Without weights for deals, a lead never takes more room than when it was assigned, so that nothing exceeds a cap. */
function compileCapacity(
  { working, qualified = working, deal }: NonNullable<PlanFile['capacity']>,
  report: ReportProblem,
): NonNullable<Plan['capacity']> {
  if (qualified > working) report(['capacity', 'qualified'], `expected at most ${working}, what \`working\` says`);
  if (!deal) return { working, qualified };
  const { default: otherwise, ...stages } = deal;
  return { working, qualified, deal: { stages, otherwise: otherwise ?? 1 } };
}

function compileLimits({ by_hand: byHand, reason = NO_ANSWER_REASON, ...limits }: PlanFile['limits']): Plan['limits'] {
  return { ...limits, byHand, reason };
}
