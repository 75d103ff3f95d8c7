import { Environment } from '@marcbachmann/cel-js';
import type { Test } from '../rule-set.ts';
import { type Engine, NO_RULE } from './engine.ts';

/** @marcbachmann/cel-js: each rule parsed once to an expression. */
export const CEL: Engine = {
  name: '@marcbachmann/cel-js',
  load: (rules) => {
    const environment = new Environment({ unlistedVariablesAreDyn: true });
    const parsed = rules.map((rule) => environment.parse(rule.map(expressionOf).join(' && ')));
    return (lead) => {
      for (let number = 0; number < parsed.length; number += 1) if (parsed[number]?.(lead) === true) return number;
      return NO_RULE;
    };
  },
};

function expressionOf(test: Test): string {
  switch (test.op) {
    case 'equals':
      return `${test.field} == ${JSON.stringify(test.value)}`;
    case 'one_of':
      return `${test.field} in ${JSON.stringify(test.values)}`;
    case 'none_of':
      return `!(${test.field} in ${JSON.stringify(test.values)})`;
    case 'between':
      return `${test.field} >= ${test.from}.0 && ${test.field} <= ${test.to}.0`;
  }
}
