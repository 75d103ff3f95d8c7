import { unknownNameMessage } from '../did-you-mean.ts';
import type { HandoffRule } from '../handoff.ts';
import type { Plan } from '../plan.ts';
import type { PlanPath } from '../plan-problem.ts';
import { compileCondition } from './compile-condition.ts';
import { checkNeededFields, checkTeamOrTemplate } from './compile-rules.ts';
import type { CompileContext } from './plan-context.ts';

/** Compiles the handoff rows of a plan file; the first matching row applies. Checks that every name exists. */
export function compileHandoff(context: CompileContext): Plan['handoff'] {
  const { file, report } = context;
  const last = file.handoff.length - 1;
  return file.handoff.map((row, index) => {
    const at = ['handoff', index];
    if (row.when === undefined && index < last) {
      report(
        [...at, 'when'],
        'is missing: a handoff of every lead must be the last one, or the rows after it are never reached',
      );
    }
    checkTeamOrTemplate(row.to, [...at, 'to'], context);
    checkNeededFields(row.need, [...at, 'need'], context);
    if (row.first_touch === 0) report([...at, 'first_touch'], 'expected more than zero');
    if (row.accept_within.seconds === 0) report([...at, 'accept_within'], 'expected more than zero');
    if (row.warn !== undefined && (row.warn === 0 || row.warn >= row.first_touch)) {
      report([...at, 'warn'], 'expected more than zero and less than `first_touch`: it counts back from that deadline');
    }
    return {
      on: row.on,
      when: row.when && compileCondition(row.when, [...at, 'when'], context),
      to: row.to,
      need: row.need,
      firstTouchSeconds: row.first_touch,
      warnSeconds: row.warn,
      acceptWithinSeconds: row.accept_within.seconds,
      ...(row.accept_within.days !== undefined && { acceptWithinDays: row.accept_within.days }),
      otherwise: compileFallback(row.otherwise ?? file.otherwise, { to: row.to, at: [...at, 'otherwise'] }, context),
      times: row.times,
    };
  });
}

function compileFallback(
  id: string,
  { to, at }: { readonly to: string; readonly at: PlanPath },
  { names, report }: CompileContext,
): HandoffRule['otherwise'] {
  if (names.teams.includes(id)) {
    if (id === to) report(at, 'expected a team other than `to`, which did not take the lead');
    return { kind: 'team', id };
  }
  if (!names.queues.includes(id))
    report(at, unknownNameMessage('team or queue', id, [...names.teams, ...names.queues]));
  return { kind: 'queue', id };
}
