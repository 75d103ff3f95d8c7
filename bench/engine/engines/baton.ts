import type { Condition, FieldTest } from '../../../shared/domain/plan/condition.ts';
import { matchCondition } from '../../../shared/domain/plan/matches.ts';
import { ConditionIndex } from '../../../shared/domain/rule-index/condition-index.ts';
import type { Rule, Test } from '../rule-set.ts';
import { type Engine, NO_RULE } from './engine.ts';

/** The index that routing uses. */
export const INDEXED: Engine = {
  name: 'baton',
  load: (rules) => {
    const index = new ConditionIndex(rules.map(conditionOf));
    return (lead) => index.first(lead) ?? NO_RULE;
  },
};

/** The same conditions tried one by one, as explanations do. */
export const ONE_BY_ONE: Engine = {
  name: 'baton, one by one',
  load: (rules) => {
    const conditions = rules.map(conditionOf);
    return (lead) => conditions.findIndex((condition) => matchCondition(condition, lead).holds);
  },
};

function conditionOf(rule: Rule): Condition {
  return { kind: 'all', of: rule.map((test) => ({ kind: 'field', field: test.field, test: fieldTestOf(test) })) };
}

function fieldTestOf(test: Test): FieldTest {
  switch (test.op) {
    case 'equals':
      return { op: 'in', values: [test.value] };
    case 'one_of':
      return { op: 'in', values: test.values };
    case 'none_of':
      return { op: 'not', values: test.values };
    case 'between':
      return { op: 'within', from: test.from, to: test.to };
  }
}
