import { describe, expect, it } from 'vitest';
import type { Features } from '../../../shared/domain/features.ts';
import type { Target } from '../../../shared/domain/lead/routing-decision.ts';
import { chooseRoute, explainRoute } from '../../../shared/domain/routing/route.ts';
import { edited, PLAN_TEXT, planOf } from '../plan/plan-text.ts';

/** The small plan with these rules, each in its own layer. */
function planWith(...rules: readonly string[]) {
  const layers = rules.map((rule, i) => `  - {layer: l${i}, rules: [${rule}]}`).join('\n');
  return planOf(`${PLAN_TEXT.slice(0, PLAN_TEXT.indexOf('layers:'))}layers:\n${layers}\notherwise: catch-all\n`);
}

const names = (targets: readonly Target[]): readonly string[] =>
  targets.map((target) => `${target.kind === 'team' ? target.team : target.queue} by ${target.rule}`);

/** Where a lead goes, as `team by rule`, or another outcome. */
function path(plan: ReturnType<typeof planOf>, features: Features): readonly string[] | string {
  const decided = chooseRoute({ features, plan });
  return decided.outcome === 'assign' ? names(decided.targets) : decided.outcome;
}

const BIG = { employees: '1000+', region: 'emea', band: 'hot', touch: 'demo_request' };

describe('route', () => {
  it('applies the first matching rule and records the skipped ones', () => {
    const plan = planOf(PLAN_TEXT);

    expect(explainRoute({ plan, features: { ...BIG, employees: '1-99' } })).toMatchObject({
      outcome: 'assign',
      rule: 'sdr',
      layer: 'territory',
      passedOver: [{ rule: 'big', because: { field: 'employees' } }],
    });
  });

  it('closes or nurtures when the first matching rule says so', () => {
    const plan = planWith(
      '{rule: rival, when: {domain: rival.example}, close: competitor}',
      '{rule: cold, when: {band: cold}, nurture: news, owner: mops, after: 7d}',
    );

    expect(explainRoute({ plan, features: { domain: 'rival.example', band: 'cold' } })).toEqual({
      outcome: 'close',
      rule: 'rival',
      layer: 'l0',
      passedOver: [],
      reason: 'competitor',
    });
    expect(explainRoute({ plan, features: { band: 'cold' } })).toEqual({
      outcome: 'nurture',
      rule: 'cold',
      layer: 'l1',
      passedOver: [{ rule: 'rival', because: { field: 'domain' } }],
      track: 'news',
      owner: 'mops',
      afterSeconds: 7 * 86_400,
    });
  });

  it('sends a lead that no rule matches to the catch-all', () => {
    const decided = chooseRoute({ plan: planWith('{rule: big, when: {employees: 1000+}, to: desk}'), features: {} });

    expect(decided).toMatchObject({ outcome: 'assign', rule: 'otherwise', layer: 'otherwise' });
    expect(decided).toHaveProperty('targets', [{ kind: 'queue', queue: 'catch-all', rule: 'otherwise' }]);
  });

  it("gives a team target the rule's settings and the matching SLA", () => {
    const plan = planWith(
      '{rule: big, when: {employees: 1000+}, to: desk, need: [language, territory], relax: [language], priority: urgent, closed: {wake: sdr-emea, within: 15m}}',
    );
    const target = {
      kind: 'team',
      team: 'desk',
      rule: 'big',
      sla: 'demo',
      need: ['language', 'territory'],
      relax: ['language'],
      priority: 'urgent',
      closed: { kind: 'wake', teams: ['sdr-emea'], withinSeconds: 900 },
    };

    expect(chooseRoute({ plan, features: BIG })).toHaveProperty('targets.0', target);
    expect(chooseRoute({ plan, features: { ...BIG, touch: 'webinar' } })).toHaveProperty('targets.0', {
      ...target,
      sla: 'rest',
    });
  });

  it('lets a rule name its own SLA', () => {
    const plan = planWith('{rule: big, when: {employees: 1000+}, to: desk, sla: rest}');

    expect(chooseRoute({ plan, features: BIG })).toHaveProperty('targets.0.sla', 'rest');
  });

  it.each([
    ['emea', ['sdr-emea by sdr', 'sdr-amer by sdr', 'catch-all by sdr']],
    ['EMEA', ['sdr-emea by sdr', 'sdr-amer by sdr', 'catch-all by sdr']],
    [['emea'], ['sdr-emea by sdr', 'sdr-amer by sdr', 'catch-all by sdr']],
  ])('fills a team template for %s, then tries the backup', (region, expected) => {
    expect(path(planWith('{rule: sdr, when: {band: hot}, to: "sdr-{region}"}'), { band: 'hot', region })).toEqual(
      expected,
    );
  });

  it.each([['apac'], [undefined], [['emea', 'amer']]])('skips a template that names no team for %j', (region) => {
    const features: Features = region === undefined ? { band: 'hot' } : { band: 'hot', region };
    const decided = explainRoute({ features, plan: planWith('{rule: sdr, when: {band: hot}, to: "sdr-{region}"}') });

    expect(decided).toMatchObject({ rule: 'otherwise', passedOver: [{ rule: 'sdr', because: 'no_team' }] });
  });

  it('does not mistake inherited object properties for teams', () => {
    const plan = planWith('{rule: all, when: {band: hot}, to: "{source}"}');

    expect(path(plan, { band: 'hot', source: 'constructor' })).toEqual(['catch-all by otherwise']);
  });
});

describe('the chain of targets', () => {
  it('continues with the next matching rules, up to one with another fallback', () => {
    const plan = planWith(
      '{rule: a, when: {band: hot}, to: desk, otherwise: next}',
      '{rule: b, when: {band: cold}, to: sdr-emea, otherwise: next}',
      '{rule: c, when: {employees: 1000+}, to: sdr-amer}',
      '{rule: d, when: {employees: 1000+}, to: sdr-emea}',
    );

    expect(path(plan, BIG)).toEqual(['desk by a', 'sdr-amer by c', 'sdr-emea by c', 'catch-all by c']);
    expect(explainRoute({ plan, features: BIG }).passedOver).toEqual([{ rule: 'b', because: { field: 'band' } }]);
  });

  it('skips rules that would close or nurture a lead that a team already wants', () => {
    const plan = planWith(
      '{rule: a, when: {band: hot}, to: desk, otherwise: next}',
      '{rule: b, when: {band: hot}, close: spam}',
      '{rule: c, when: {band: hot}, nurture: news}',
      '{rule: d, when: {band: hot}, to: sdr-amer}',
    );

    expect(path(plan, BIG)).toEqual(['desk by a', 'sdr-amer by d', 'sdr-emea by d', 'catch-all by d']);
  });

  it('ends in the catch-all when no next rule matches', () => {
    const plan = planWith(
      '{rule: a, when: {band: hot}, to: desk, otherwise: next}',
      '{rule: b, when: {band: cold}, to: sdr-amer}',
    );

    expect(path(plan, BIG)).toEqual(['desk by a', 'catch-all by otherwise']);
  });

  it('tries the fallback team of a rule before any backup', () => {
    const plan = planWith('{rule: a, when: {band: hot}, to: sdr-emea, otherwise: desk}');

    expect(path(plan, BIG)).toEqual(['sdr-emea by a', 'desk by a', 'sdr-amer by a', 'catch-all by a']);
  });

  it('ends in the queue that a rule names', () => {
    const text = edited('catch-all: {', 'events: {owner: mops, review: 4h}\n  catch-all: {');
    const plan = planOf(edited('to: desk, otherwise: next', 'to: desk, otherwise: events', text));

    expect(path(plan, BIG)).toEqual(['desk by big', 'events by big']);
  });

  it('follows backups of backups, and tries no team twice', () => {
    const text = edited('backup: sdr-emea}', 'backup: desk}', edited('desk: {', 'desk: {backup: sdr-emea, '));
    const plan = planOf(edited('otherwise: next', 'otherwise: sdr-emea', text));

    expect(path(plan, { ...BIG, employees: '1-99' })).toEqual([
      'sdr-emea by sdr',
      'sdr-amer by sdr',
      'desk by sdr',
      'catch-all by sdr',
    ]);
    expect(path(plan, BIG)).toEqual(['desk by big', 'sdr-emea by big', 'sdr-amer by big', 'catch-all by big']);
  });

  it('lets a fallback team drop every requirement', () => {
    const plan = planWith(
      '{rule: a, when: {band: hot}, to: sdr-emea, need: [territory, language], relax: [language], otherwise: desk}',
    );
    const decided = chooseRoute({ plan, features: BIG });
    const relaxed = ['language', 'territory'];

    expect(
      decided.outcome === 'assign' && decided.targets.map((target) => target.kind === 'team' && target.relax),
    ).toEqual([['language'], relaxed, relaxed, false]);
  });
});
