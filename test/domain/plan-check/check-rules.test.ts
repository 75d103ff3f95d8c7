import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../shared/domain/plan-check/check-rules.ts';
import { edited, planOf } from '../plan/plan-text.ts';

const BIG = '      - {rule: big, when: {employees: 1000+}, to: desk, otherwise: next}\n';

/** The small plan with a rule after its first one, and what it expects. */
function checkWith(rule: string, expected = '[]') {
  const text = edited(BIG, `${BIG}      - ${rule}\n`);
  return checkRules(planOf(`${text}expect: ${expected}\n`));
}

const verdictOf = (report: ReturnType<typeof checkWith>, id: string) => report.rules.find(({ rule }) => rule === id);

describe('rules that no lead reaches', () => {
  it.each([
    ['a narrower range', '{rule: bigger, when: {employees: 5000+}, to: desk}', { verdict: 'shadowed', by: 'big' }],
    [
      'tests that exclude each other',
      '{rule: none, when: {score: ">= 90", band: cold}, to: desk}',
      { verdict: 'contradictory' },
    ],
    [
      'a country in another region',
      '{rule: far, when: {country: DE, region: apac}, to: desk}',
      { verdict: 'contradictory' },
    ],
  ])('are found: %s', (_, rule, finding) => {
    expect(checkWith(rule).rules[1]).toMatchObject(finding);
  });

  it('are found when several rules take all of their leads together', () => {
    const report = checkWith(
      '{rule: small, when: {employees: 0-999}, to: desk}\n      - {rule: known, when: {employees: known}, to: desk}',
    );
    // A bucket across the border, such as 500-1500, is in neither range, but no number is.
    expect(verdictOf(report, 'known')).toEqual({ rule: 'known', verdict: 'shadowed', by: 'several' });
  });

  it('do not include those after a rule that accounts decide about', () => {
    const report = checkWith('{rule: owned, when: {band: hot}, to: {owner_of: account}, otherwise: next}');
    expect(verdictOf(report, 'sdr')).toMatchObject({ verdict: 'reached' });
  });

  it('do not include those after a template that names a team only for some leads', () => {
    const report = checkWith(
      '{rule: regional, when: {employees: known}, to: "sdr-{region}", otherwise: next}\n      - {rule: apac, when: {employees: known, region: apac}, to: desk}',
    );
    expect(verdictOf(report, 'apac')).toMatchObject({ verdict: 'reached', by: { features: { region: 'apac' } } });
  });
});

describe('rules that leads reach', () => {
  const PENALTY = '{touch: demo_request, add: 45}';

  it.each([
    [
      'a country that no rule names',
      '{rule: named, when: {country: [DE, US, JP]}, to: desk}\n      - {rule: other, when: {country: known}, to: desk}',
    ],
    [
      'a number below zero',
      '{rule: zero, when: {employees: ">= 0"}, to: desk}\n      - {rule: other, when: {employees: "< 0"}, to: desk}',
    ],
  ])('are found: %s', (_, rules) => {
    expect(verdictOf(checkWith(rules), 'other')).toMatchObject({ verdict: 'reached' });
  });

  it('are found by a score below zero, where points are taken away', () => {
    const rule = '{rule: low, when: {score: "< 0"}, to: desk}';
    expect(verdictOf(checkWith(rule), 'low')).toMatchObject({ verdict: 'contradictory' });
    const text = edited(PENALTY, `${PENALTY}, {touch: unsubscribe, add: -60}`);
    const plan = planOf(text.replace(BIG, () => `${BIG}      - ${rule}\n`));
    expect(checkRules(plan).rules[1]).toMatchObject({ verdict: 'reached', by: { features: { band: 'cold' } } });
  });
});

describe('what a plan expects', () => {
  const OTHER = '{rule: other, when: {touch: webinar}, to: desk}';

  it('is proved when a rule takes every such lead', () => {
    expect(checkWith(OTHER, '[{when: {band: cold}, never: catch-all}]').expectations).toEqual([{ outcome: 'none' }]);
  });

  it('is refuted by a lead that no rule takes', () => {
    const [result] = checkWith(OTHER, '[{when: {band: hot}, never: catch-all}]').expectations;
    expect(result).toMatchObject({ outcome: 'found', features: { band: 'hot' } });
  });

  it('is refuted by a lead that another team gets', () => {
    const [proved, refuted] = checkWith(
      OTHER,
      '[{when: {employees: 2000+}, to: desk}, {when: {region: emea, band: hot}, to: sdr-emea}]',
    ).expectations;
    expect(proved).toEqual({ outcome: 'none' });
    expect(refuted).toMatchObject({ outcome: 'found', features: { region: 'emea', band: 'hot' } });
  });
});

describe('rules of a layer that share leads', () => {
  it('are listed with such a lead when neither takes all leads of the other', () => {
    expect(checkWith('{rule: event, when: {touch: event}, close: event}').overlaps).toContainEqual(
      expect.objectContaining({ first: 'big', second: 'event', layer: 'territory' }),
    );
  });

  it('are not listed when one is an exception of the other, or both do the same', () => {
    const report = checkWith('{rule: huge, when: {employees: 1000+, touch: event}, close: event}');
    expect(report.overlaps.filter(({ second }) => second === 'huge')).toEqual([]);
  });
});
