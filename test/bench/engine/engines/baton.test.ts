import { describe, expect, it } from 'vitest';
import { INDEXED, ONE_BY_ONE } from '../../../../bench/engine/engines/baton.ts';
import { CEL } from '../../../../bench/engine/engines/cel.ts';
import type { Engine } from '../../../../bench/engine/engines/engine.ts';
import { JSON_LOGIC } from '../../../../bench/engine/engines/json-logic.ts';
import { JSON_RULES } from '../../../../bench/engine/engines/json-rules.ts';
import { alikeRules, mixedRules, type RuleSet } from '../../../../bench/engine/rule-set.ts';

const LEADS = 600;

async function answersOf(engine: Engine, { rules, leads }: RuleSet): Promise<readonly number[]> {
  const find = engine.load(rules);
  const answers: number[] = [];
  for (const lead of leads) answers.push(await find(lead));
  return answers;
}

describe.each([
  ['mixed', mixedRules(40, LEADS)],
  ['alike', alikeRules(40, LEADS)],
])('engines under measurement, with %s rules', (_, set) => {
  it.each([ONE_BY_ONE, JSON_LOGIC, CEL, JSON_RULES])('$name finds the same rules as Baton', async (engine) => {
    const expected = await answersOf(INDEXED, set);
    expect(new Set(expected).size).toBeGreaterThan(20);
    expect(await answersOf(engine, set)).toEqual(expected);
  });
});
