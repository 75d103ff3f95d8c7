import type { Cadence } from '../plan.ts';
import { NO_ANSWER_REASON } from '../recycling.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext } from './plan-context.ts';

/** Compiles the cadences. A row after one without `when` would never be reached. */
export function compileCadences(context: CompileContext): readonly Cadence[] {
  const { cadences } = context.file;
  return cadences.map((row, index): Cadence => {
    const at = ['cadences', index];
    if (cadences.findIndex(({ cadence }) => cadence === row.cadence) < index)
      context.report([...at, 'cadence'], `there are two cadences \`${row.cadence}\``);
    if (row.when === undefined && index < cadences.length - 1)
      context.report([...at, 'when'], 'is missing: a cadence for every lead must be the last one');
    row.attempts.forEach((days, attempt) => {
      if (days <= (row.attempts[attempt - 1] ?? 0))
        context.report([...at, 'attempts', attempt], 'expected more days than for the attempt before');
    });
    return {
      cadence: row.cadence,
      when: row.when && compileCondition(row.when, [...at, 'when'], context),
      attemptDays: row.attempts,
      giveUpDays: row.give_up,
      then: row.then,
      reason: row.reason ?? NO_ANSWER_REASON,
    };
  });
}
