import { LogicEngine } from 'json-logic-engine';
import type { Rule, Test } from '../rule-set.ts';
import { type Engine, NO_RULE } from './engine.ts';

/** json-logic-engine, each rule compiled to a function by its `build`. */
export const JSON_LOGIC: Engine = {
  name: 'json-logic-engine',
  load: (rules) => {
    const engine = new LogicEngine();
    const compiled = rules.map((rule) => engine.build(logicOf(rule)));
    return (lead) => {
      for (let number = 0; number < compiled.length; number += 1) if (compiled[number]?.(lead)) return number;
      return NO_RULE;
    };
  },
};

function logicOf(rule: Rule): object {
  return { and: rule.map(testLogicOf) };
}

function testLogicOf(test: Test): object {
  const value = { var: test.field };
  switch (test.op) {
    case 'equals':
      return { '===': [value, test.value] };
    case 'one_of':
      return { in: [value, test.values] };
    case 'none_of':
      return { '!': [{ in: [value, test.values] }] };
    case 'between':
      return { '<=': [test.from, value, test.to] };
  }
}
