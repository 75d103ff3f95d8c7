import type { Condition, FieldTest } from '../plan/condition.ts';
import { describeList } from './list-changes.ts';

/** Says a condition in words: `country is DE or AT, and employees 1000 or more`. An empty one: `every lead`. */
export function describeCondition(condition: Condition): string {
  if (condition.kind === 'field') return `${condition.field} ${describeTest(condition.test)}`;
  const { kind, of } = condition;
  if (of.length === 0) return kind === 'all' ? 'every lead' : 'no lead';
  const parts = of.map((part) =>
    part.kind !== 'field' && part.kind !== kind && part.of.length > 1
      ? `(${describeCondition(part)})`
      : describeCondition(part),
  );
  return parts.join(kind === 'all' ? ', and ' : ', or ');
}

/** Returns the tests that must all hold, each in words. */
export function conditionPartsOf(condition: Condition): readonly string[] {
  return condition.kind === 'all' ? condition.of.flatMap(conditionPartsOf) : [describeCondition(condition)];
}

function describeTest(test: FieldTest): string {
  switch (test.op) {
    case 'in':
      return `is ${describeList(test.values)}`;
    case 'not':
      return `is not ${describeList(test.values)}`;
    case 'within':
      return describeRange(test);
    case 'starts':
      return `starts with ${test.with}`;
    case 'has':
      return `has the word ${test.words.join(' or ')}`;
    case 'is':
      return `is ${test.value}`;
    case 'known':
    case 'unknown':
      return `is ${test.op}`;
  }
}

function describeRange({ from, to }: Extract<FieldTest, { op: 'within' }>): string {
  if (to === undefined) return `${from} or more`;
  if (from <= Number.MIN_SAFE_INTEGER) return `${to} or less`;
  return from === to ? `is ${from}` : `${from} to ${to}`;
}
