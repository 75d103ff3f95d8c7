import { unknownName } from '../did-you-mean.ts';
import type { HandoffRule, Plan } from '../plan.ts';
import type { PlanPath } from '../plan-problem.ts';
import { compileCondition } from './compile-condition.ts';
import { checkNeed, checkTo } from './compile-rules.ts';
import type { PlanContext } from './plan-context.ts';

/** Turns the hand-offs of a plan file into rows of which the first that fits decides, checking that every name exists. */
export function compileHandoff(context: PlanContext): Plan['handoff'] {
  const { file, report } = context;
  const last = file.handoff.length - 1;
  return file.handoff.map((row, index) => {
    const at = ['handoff', index];
    if (row.when === undefined && index < last) {
      report(
        [...at, 'when'],
        'is missing: a hand-off of every lead must be the last one, or nothing after it is reached',
      );
    }
    checkTo(row.to, [...at, 'to'], context);
    checkNeed(row.need, [...at, 'need'], context);
    if (row.first_touch === 0) report([...at, 'first_touch'], 'expected more than nothing');
    if (row.accept_within === 0) report([...at, 'accept_within'], 'expected more than nothing');
    if (row.warn !== undefined && (row.warn === 0 || row.warn >= row.first_touch)) {
      report([...at, 'warn'], 'expected more than nothing and less than `first_touch`: it counts back from there');
    }
    return {
      on: row.on,
      when: row.when && compileCondition(row.when, [...at, 'when'], context),
      to: row.to,
      need: row.need,
      firstTouchSeconds: row.first_touch,
      warnSeconds: row.warn,
      acceptWithinSeconds: row.accept_within,
      otherwise: otherwiseOf(row.otherwise ?? file.otherwise, { to: row.to, at: [...at, 'otherwise'] }, context),
      times: row.times,
    };
  });
}

function otherwiseOf(
  id: string,
  { to, at }: { readonly to: string; readonly at: PlanPath },
  { names, report }: PlanContext,
): HandoffRule['otherwise'] {
  if (names.teams.includes(id)) {
    if (id === to) report(at, 'expected another team than the one that did not take it');
    return { kind: 'team', id };
  }
  if (!names.queues.includes(id)) report(at, unknownName('team or queue', id, [...names.teams, ...names.queues]));
  return { kind: 'queue', id };
}
