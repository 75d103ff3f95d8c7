import { unknownNameMessage } from '../did-you-mean.ts';
import type { Expectation } from '../expectation.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext } from './plan-context.ts';

/** Compiles what the plan expects of every lead. */
export function compileExpectations(context: CompileContext): readonly Expectation[] {
  const { file, names, report } = context;
  return file.expect.map(({ when, never, to }, index): Expectation => {
    const at = ['expect', index];
    if (never !== undefined && never !== file.otherwise)
      report([...at, 'never'], `expected \`${file.otherwise}\`, the queue of leads that no rule takes`);
    if (to !== undefined && !names.teams.includes(to))
      report([...at, 'to'], unknownNameMessage('team', to, names.teams));
    return {
      ...(when && { when: compileCondition(when, [...at, 'when'], context) }),
      holds: to === undefined ? { kind: 'taken' } : { kind: 'to', team: to },
    };
  });
}
