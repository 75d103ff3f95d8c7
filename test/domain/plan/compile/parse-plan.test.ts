import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edited, PLAN_TEXT, planOf } from '../plan-text.ts';

const example = (file: string): string =>
  readFileSync(new URL(`../../../../examples/${file}`, import.meta.url), 'utf8');

describe('parsePlan', () => {
  it.each(['plan.yaml', 'plan.office.yaml'])('reads examples/%s', (file) => {
    const plan = planOf(example(file));

    expect(plan.owner).toBe('dana.ruiz');
    expect(plan.slas.at(-1)?.when).toBeUndefined();
  });

  it('parses the snippets in docs/plan-reference.md as one plan', () => {
    const page = readFileSync(new URL('../../../../docs/plan-reference.md', import.meta.url), 'utf8');
    const pieces = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map((match) => match[1]);

    expect(pieces.length).toBeGreaterThan(9);
    const tables = { 'competitors.csv': { domain: ['rival.example'] } };
    const plan = planOf(pieces.join(''), tables);
    expect(plan.layers.map(({ layer }) => layer)).toEqual(['screen', 'relationship', 'territory']);
  });

  it('fills in defaults for a short plan', () => {
    expect(planOf(PLAN_TEXT)).toMatchObject({
      beforeAssignment: { owner: 'dana.ruiz', withinSeconds: 60 },
      limits: { reassign: 2 },
      working: { quietSeconds: 40 * 3600, then: ['nudge', 'manager', 'catch_all'] },
      manual: { overCap: 'with_reason', onBreach: 'tell_only' },
      away: { untouched: 'reassign', working: 'keep', longerThanSeconds: 3 * 86_400 },
      left: { open: 'reassign' },
      handoff: [],
      answers: {
        cannotTake: { charge: 'keep' },
        wrongForMe: { ask: ['territory', 'segment', 'duplicate', 'spam'], credit: 'give_back' },
      },
      teams: { desk: { id: 'desk', turn: 'weighted', fairBy: 'team', cap: {} } },
    });
  });

  it('overrides defaults key by key', () => {
    const plan = planOf(`${PLAN_TEXT}away: {working: reassign}\nanswers: {cannot_take: {charge: give_back}}\n`);

    expect(plan.away).toEqual({ untouched: 'reassign', working: 'reassign', longerThanSeconds: 259_200 });
    expect(plan.answers.cannotTake.charge).toBe('give_back');
    expect(plan.answers.wrongForMe.credit).toBe('give_back');
  });

  it('converts durations to seconds and SLAs to rows', () => {
    const plan = planOf(PLAN_TEXT);

    expect(plan.queues['catch-all']).toEqual({ id: 'catch-all', owner: 'dana.ruiz', reviewSeconds: 86_400 });
    expect(plan.slas).toEqual([
      {
        sla: 'demo',
        when: { kind: 'field', field: 'touch', test: { op: 'in', values: ['demo_request'] } },
        firstTouchSeconds: 300,
        warnSeconds: 120,
        ladder: 'hard',
      },
      { sla: 'rest', firstTouchSeconds: 86_400, ladder: 'hard' },
    ]);
    expect(plan.ladders).toEqual({
      hard: [
        { afterSeconds: 0, tell: 'manager' },
        { afterSeconds: 3600, reassign: 'team' },
      ],
    });
  });

  it.each([
    ['hold', { kind: 'hold' }],
    ['next_open', { kind: 'hold' }],
    ['assign', { kind: 'assign' }],
    ['{follow: [sdr-emea]}', { kind: 'wake', teams: ['sdr-emea'], withinSeconds: 0, follows: true }],
  ])('compiles what happens to leads of a closed team: %s', (written, closed) => {
    const text = edited('to: desk, otherwise: next', `to: desk, closed: ${written}, otherwise: next`);
    expect(planOf(text).layers[0]?.rules[0]?.then).toMatchObject({ closed });
  });

  it('compiles each kind of rule', () => {
    const text = edited(
      '{rule: big, when: {employees: 1000+}, to: desk, otherwise: next}',
      `{rule: big, when: {employees: 1000+}, to: desk, sla: demo, need: [language, territory], relax: [language],
         priority: urgent, closed: {wake: sdr-emea, within: 15m}, otherwise: sdr-amer}
      - {rule: rival, when: {domain: rival.example}, close: competitor}`,
    );

    expect(planOf(text).layers[0]?.rules.map(({ rule, then }) => ({ rule, does: then }))).toEqual([
      {
        rule: 'big',
        does: {
          kind: 'assign',
          to: 'desk',
          sla: 'demo',
          need: ['language', 'territory'],
          relax: ['language'],
          priority: 'urgent',
          closed: { kind: 'wake', teams: ['sdr-emea'], withinSeconds: 900 },
          otherwise: { kind: 'team', id: 'sdr-amer' },
        },
      },
      { rule: 'rival', does: { kind: 'close', reason: 'competitor' } },
      {
        rule: 'sdr',
        does: {
          kind: 'assign',
          to: 'sdr-{region}',
          need: [],
          relax: [],
          priority: 'normal',
          closed: { kind: 'hold' },
          otherwise: { kind: 'queue', id: 'catch-all' },
        },
      },
      {
        rule: 'cold',
        does: { kind: 'nurture', track: 'newsletter', owner: 'dana.ruiz', afterSeconds: 30 * 86_400 },
      },
    ]);
  });

  it('reads `next_open` as `hold`, and a last rule without condition', () => {
    const text = edited(
      '{rule: cold, when: {band: cold}, nurture: newsletter}',
      '{rule: all, to: desk, closed: next_open}',
    );

    expect(planOf(text).layers[0]?.rules.at(-1)).toMatchObject({
      rule: 'all',
      when: { kind: 'all', of: [] },
      then: { closed: { kind: 'hold' } },
    });
  });

  it.each(['NO', '01067', '09:00', '1e5', '0x1F', 'null', '2026-11-21', '0o7', 'off'])(
    'keeps %s as it is written',
    (text) => {
      const plan = planOf(edited('{touch: demo_request}', `{touch: [${text}]}`, PLAN_TEXT));

      expect(plan.slas[0]?.when).toEqual({ kind: 'field', field: 'touch', test: { op: 'in', values: [text] } });
    },
  );

  it('sorts bands, in whatever order they are written', () => {
    const plan = planOf(edited('{hot: 45, cold: 0}', '{cold: -5, 2: 20, hot: 45}'));

    expect(plan.scoring.bands).toEqual([
      { band: 'hot', from: 45 },
      { band: '2', from: 20 },
      { band: 'cold', from: -5 },
    ]);
  });

  it('reads a calendar with day ranges, also across the weekend', () => {
    const plan = planOf(
      edited(
        'office: {mon-fri: ["09:00-17:00"]}',
        'office: {sun-tue: ["13:30-18:00", "09:00-12:30"], fri: ["00:00-24:00"], closed: [2026-12-24/2027-01-01, 2027-05-01]}',
      ),
    );
    const split = [
      { start: '09:00', end: '12:30' },
      { start: '13:30', end: '18:00' },
    ];

    expect(plan.calendars.office).toEqual({
      week: { mon: split, tue: split, wed: [], thu: [], fri: [{ start: '00:00', end: '24:00' }], sat: [], sun: split },
      closed: [
        { from: '2026-12-24', to: '2027-01-01' },
        { from: '2027-05-01', to: '2027-05-01' },
      ],
    });
  });

  it('accepts a cap on open leads, on daily leads, or none', () => {
    const team = (cap: string) =>
      planOf(edited('manager: ana.silva', `manager: ana.silva, cap: ${cap}`)).teams.desk?.cap;

    expect([team('{open: 40, day: 12}'), team('{day: 3}'), team('none')]).toEqual([
      { open: 40, day: 12 },
      { day: 3 },
      {},
    ]);
  });

  it('reads when leads are assigned, by kind of touch as people write it', () => {
    const withMoments = (moments: string) =>
      planOf(edited('otherwise: catch-all', `assign_on: ${moments}\notherwise: catch-all`)).assignOn;

    expect(withMoments('{Demo-Request: entry, default: mql}')).toEqual({
      byTouch: { demo_request: 'entry' },
      otherwise: 'mql',
    });
    expect(withMoments('{webinar: mql}')).toEqual({ byTouch: { webinar: 'mql' }, otherwise: 'entry' });
    expect(planOf(PLAN_TEXT).assignOn).toBeUndefined();
  });

  it('reads how often a rep may decline before the manager hears of it', () => {
    const plan = planOf(
      edited('otherwise: catch-all', 'answers: {cannot_take: {then: reassign, limit: 3/week}}\notherwise: catch-all'),
    );

    expect(plan.answers.cannotTake).toEqual({ charge: 'keep', limit: { most: 3, days: 7 } });
    expect(planOf(PLAN_TEXT).answers.cannotTake).toEqual({ charge: 'keep' });
  });

  it('reads working days, and an alarm', () => {
    const plan = planOf(
      edited(
        'review: daily}',
        `review: daily, alarm: 24h}
working: {quiet: 5d}
cadences: [{cadence: all, attempts: [1, 3d], give_up: 2d}]
handoff: [{on: qualified, to: desk, first_touch: 4h, accept_within: 1d}]`,
      ),
    );

    expect(plan.queues['catch-all']).toMatchObject({ alarmSeconds: 86_400 });
    expect(plan.working).toMatchObject({ quietSeconds: 5 * 86_400, quietDays: 5 });
    expect(plan.cadences).toMatchObject([{ attemptDays: [1, 3], giveUpDays: 2 }]);
    expect(plan.handoff).toMatchObject([{ acceptWithinSeconds: 86_400, acceptWithinDays: 1 }]);
  });

  it('resolves YAML aliases', () => {
    const text = `${PLAN_TEXT}change: {why: &why again, expect: *why}\n`;

    expect(planOf(text).change).toEqual({ why: 'again', expect: 'again' });
  });

  it('survives being stored as JSON', () => {
    const plan = planOf(edited('{band: cold}', '{score: "< 30"}'));

    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});
