import { describe, expect, it } from 'vitest';
import { normaliseAttributes } from '../../../shared/domain/plan/built-in-values.ts';
import { compilePlanTree } from '../../../shared/domain/plan/compile/read-plan-tree.ts';
import { readYamlTree } from '../../../shared/domain/plan/file/yaml-tree.ts';
import { edited, planOf, problemsOf } from './plan-text.ts';

const withCondition = (condition: string) => edited('{employees: 1000+}, to', `${condition}, to`);
const testOf = (condition: string) => planOf(withCondition(condition)).layers[0]?.rules[0]?.when;

describe('a value of a field that Baton fills in', () => {
  it.each([
    ['country', '[UK, GER, usa, "826"]', ['GB', 'DE', 'US', 'GB']],
    ['language', '[english, de-AT, DE]', ['en', 'de', 'de']],
    ['touch', '[demo-request, Demo request, 2026-11-21]', ['demo_request', 'Demo_request', '2026-11-21']],
    ['region', 'EMEA', ['EMEA']],
  ])('of %s may be written as %s', (field, written, values) => {
    expect(testOf(`{${field}: ${written}}`)).toMatchObject({ field, test: { op: 'in', values } });
  });

  it('may be written that way under `not`, too', () => {
    expect(testOf('{country: {not: [UK]}}')).toMatchObject({ test: { op: 'not', values: ['GB'] } });
  });

  it.each([
    ['country: [DE, Germny]', 'did you mean `DE`?'],
    ['country: [XX]', 'expected a country code'],
    ['country: [unknown]', 'expected a country code'],
    ['country: {not: [Atlantis]}', 'expected a country code'],
    ['region: europe', 'did you mean `emea`?'],
    ['region: [emae]', 'did you mean `emea`?'],
    ['region: [mars]', 'expected one of emea, amer, apac'],
    ['seniority: [CXO]', 'did you mean `c-level`?'],
    ['seniority: [vice president]', 'did you mean `vp`?'],
    ['department: [enginering]', 'did you mean `engineering`?'],
    ['email_kind: [freemail]', 'expected one of business, free'],
    ['language: [klingon]', 'expected a language code'],
    ['state: [CA]', 'did you mean `US-CA`?'],
    ['state: [Ontario]', 'did you mean `CA-ON`?'],
  ])('is refused when it never occurs: %s', (condition, says) => {
    const text = withCondition(`{${condition}}`);
    const line = text.split('\n').findIndex((one) => one.includes(condition)) + 1;
    expect(problemsOf(text)).toEqual([expect.objectContaining({ line, message: expect.stringContaining(says) })]);
  });

  it('does not keep a plan that is in force from being read', () => {
    const tree = readYamlTree(withCondition('{country: [Atlantis], region: [europe]}'));
    expect(tree.ok && compilePlanTree(tree.value.value).ok).toBe(true);
  });
});

describe("a rep's attributes", () => {
  it("are written as a lead's values are", () => {
    const attributes = { language: ['english', 'DE', 'de'], country: ['UK'], region: ['Europe'], product: ['UK'] };
    expect(normaliseAttributes(attributes)).toEqual({
      language: ['en', 'de'],
      country: ['GB'],
      region: ['emea'],
      product: ['UK'],
    });
  });

  it('keep names of territories beside the codes they stand for', () => {
    expect(normaliseAttributes({ territory: ['UK', 'DACH', 'EMEA', 'US-CA', 'DE'] })).toEqual({
      territory: ['UK', 'GB', 'DACH', 'EMEA', 'emea', 'US-CA', 'DE'],
    });
  });
});

describe('a score with a name', () => {
  it.each([
    ['score: sql', { op: 'within', from: 60 }],
    ['score: mql', { op: 'within', from: 30 }],
    ['score: ">= 40"', { op: 'within', from: 40 }],
  ])('is the least score that {%s} holds for', (condition, test) => {
    expect(testOf(`{${condition}}`)).toEqual({ kind: 'field', field: 'score', test });
  });

  it('goes with no other field', () => {
    expect(problemsOf(withCondition('{employees: sql}'))).toHaveLength(1);
  });
});
