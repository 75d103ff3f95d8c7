import { type ConditionProperties, Engine as RulesEngine } from 'json-rules-engine';
import type { Test } from '../rule-set.ts';
import { type Engine, NO_RULE } from './engine.ts';

/** json-rules-engine: it tries all rules; the first of those that hold is taken. */
export const JSON_RULES: Engine = {
  name: 'json-rules-engine',
  load: (rules) => {
    const engine = new RulesEngine(
      rules.map((rule, number) => ({
        conditions: { all: rule.flatMap(propertiesOf) },
        event: { type: 'rule', params: { number } },
      })),
    );
    return async (lead) => {
      const { events } = await engine.run(lead);
      return events.reduce((first, { params }) => {
        const number = Number(params?.number);
        return first === NO_RULE || number < first ? number : first;
      }, NO_RULE);
    };
  },
};

function propertiesOf(test: Test): readonly ConditionProperties[] {
  switch (test.op) {
    case 'equals':
      return [{ fact: test.field, operator: 'equal', value: test.value }];
    case 'one_of':
      return [{ fact: test.field, operator: 'in', value: [...test.values] }];
    case 'none_of':
      return [{ fact: test.field, operator: 'notIn', value: [...test.values] }];
    case 'between':
      return [
        { fact: test.field, operator: 'greaterThanInclusive', value: test.from },
        { fact: test.field, operator: 'lessThanInclusive', value: test.to },
      ];
  }
}
