import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Features } from '../../../shared/domain/features.ts';
import { chooseRoute } from '../../../shared/domain/routing/route.ts';
import { calculateScore } from '../../../shared/domain/routing/scoring.ts';
import { planOf } from '../plan/plan-text.ts';

const PLAN = planOf(readFileSync(new URL('../../../examples/plan.yaml', import.meta.url), 'utf8'));
const NOON = '2026-11-21T12:00:00.000Z';

/** Scores and routes a lead by the plan that `npm start` uses. */
function pathOf(features: Features & { readonly touch: string }): readonly string[] {
  const { total, band } = calculateScore(PLAN.scoring, features, [{ touch: features.touch, at: NOON }], NOON);
  const decided = chooseRoute({ plan: PLAN, features: { ...features, score: total, band } });
  const places = decided.outcome === 'assign' ? decided.targets : [];
  return [
    band,
    decided.rule,
    decided.outcome,
    ...places.map((place) => (place.kind === 'team' ? place.team : place.queue)),
  ];
}

const DEMO = { touch: 'demo_request', country: 'DE', region: 'emea', email_kind: 'business' };

describe('examples/plan.yaml', () => {
  it.each<[string, Features & { readonly touch: string }, readonly string[]]>([
    ['a competitor', { ...DEMO, domain: 'rival.example' }, ['warm', 'competitor', 'close']],
    ['a student', { ...DEMO, title: 'Student of Physics' }, ['warm', 'student', 'close']],
    [
      'an enterprise demo',
      { ...DEMO, employees: '1000+', industry: 'saas' },
      ['hot', 'enterprise-demo', 'assign', 'ae-field', 'ae-desk', 'catch-all'],
    ],
    [
      'a product lead',
      { ...DEMO, product: 'analytics', employees: '100-999' },
      ['warm', 'analytics', 'assign', 'ae-desk', 'sdr-emea', 'sdr-amer', 'catch-all'],
    ],
    ['a demo from Europe', DEMO, ['warm', 'sdr', 'assign', 'sdr-emea', 'sdr-amer', 'catch-all']],
    ['a demo from America', { ...DEMO, region: 'amer' }, ['warm', 'sdr', 'assign', 'sdr-amer', 'catch-all']],
    ['a demo from where nobody sells', { ...DEMO, region: 'apac' }, ['warm', 'otherwise', 'assign', 'catch-all']],
    ['a reader', { ...DEMO, touch: 'whitepaper' }, ['cold', 'cold', 'nurture']],
  ])('%s', (_, features, path) => {
    expect(pathOf(features)).toEqual(path);
  });

  it('suits a live demo: always open, with seconds until the first response is due', () => {
    expect(Object.values(PLAN.teams).every(({ hours }) => hours === 'always')).toBe(true);
    expect(PLAN.slas.every(({ firstTouchSeconds }) => firstTouchSeconds <= 90)).toBe(true);
  });
});
