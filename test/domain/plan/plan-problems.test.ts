import { describe, expect, it } from 'vitest';
import { edited, PLAN_TEXT, problemsOf } from './plan-text.ts';

const RULE = '{rule: big, when: {employees: 1000+}, to: desk, otherwise: next}';

/** The text to replace, its replacement, the path of the problem, and part of its message. */
type Slip = readonly [written: string, instead: string, path: string, says: string];

const handoff = (row: string) => `otherwise: catch-all\nhandoff: [${row}]\n`;
const CLOCK = 'first_touch: 4h, accept_within: 8h';

const handoffs: readonly Slip[] = (
  [
    [`{on: qualified, to: dsk, ${CLOCK}}`, 'handoff[0].to', 'did you mean `desk`?'],
    [`{on: qualified, to: "ae-{region}", ${CLOCK}}`, 'handoff[0].to', 'no team of the plan has a name like'],
    [`{on: contacted, to: desk, ${CLOCK}}`, 'handoff[0].on', 'qualified'],
    [`{on: qualified, to: desk, need: [langage], ${CLOCK}}`, 'handoff[0].need[0]', 'did you mean `language`?'],
    [`{on: qualified, to: desk, otherwise: cach-all, ${CLOCK}}`, 'handoff[0].otherwise', 'did you mean `catch-all`?'],
    [`{on: qualified, to: desk, otherwise: desk, ${CLOCK}}`, 'handoff[0].otherwise', 'a team other than'],
    [`{on: qualified, to: desk, times: 0, ${CLOCK}}`, 'handoff[0].times', 'at least 1'],
    ['{on: qualified, to: desk, first_touch: 0m, accept_within: 1h}', 'handoff[0].first_touch', 'more than zero'],
    ['{on: qualified, to: desk, first_touch: 1h, accept_within: 0m}', 'handoff[0].accept_within', 'more than zero'],
    ['{on: qualified, to: desk, first_touch: 1h, accept_within: 1d}', 'handoff[0].accept_within', 'working time'],
    [`{on: qualified, to: desk, warn: 4h, ${CLOCK}}`, 'handoff[0].warn', 'less than `first_touch`'],
    [
      `{on: qualified, to: desk, ${CLOCK}}, {on: qualified, to: sdr-emea, ${CLOCK}}`,
      'handoff[0].when',
      'must be the last one',
    ],
    [`{on: qualified, when: {band: hto}, to: desk, ${CLOCK}}`, 'handoff[0].when.band', 'did you mean `hot`?'],
  ] as const
).map(([row, path, says]) => ['otherwise: catch-all\n', handoff(row), path, says]);

const names: readonly Slip[] = [
  ['sla: demo,', 'sla: handoff,', 'slas[0].sla', 'is the SLA of a handoff'],
  [
    'desk: {manager: ana.silva, hours: office}',
    'desk: {manager: ana.silva, hours: ofice}',
    'teams.desk.hours',
    'did you mean `office`?',
  ],
  ['backup: sdr-amer', 'backup: sdr-amre', 'teams.sdr-emea.backup', 'did you mean `sdr-amer`?'],
  ['backup: sdr-amer', 'backup: sdr-emea', 'teams.sdr-emea.backup', 'a team other than itself'],
  ['to: desk, otherwise', 'to: desl, otherwise', 'layers[0].rules[0].to', 'did you mean `desk`?'],
  ['to: desk, otherwise: next', 'to: desk, otherwise: nxt', 'layers[0].rules[0].otherwise', 'did you mean `next`?'],
  [
    'to: desk, otherwise: next',
    'to: desk, otherwise: cach-all',
    'layers[0].rules[0].otherwise',
    'did you mean `catch-all`?',
  ],
  [
    'to: desk, otherwise',
    'to: desk, sla: dmo, otherwise',
    'layers[0].rules[0].sla',
    'no SLA `dmo`; did you mean `demo`?',
  ],
  [
    'to: desk, otherwise',
    'to: desk, closed: {wake: dsk, within: 5m}, otherwise',
    'layers[0].rules[0].closed.wake',
    'did you mean `desk`?',
  ],
  [
    'to: desk, otherwise',
    'to: desk, need: [langage], otherwise',
    'layers[0].rules[0].need[0]',
    'did you mean `language`?',
  ],
  [
    'to: desk, otherwise',
    'to: desk, relax: [language], otherwise',
    'layers[0].rules[0].relax[0]',
    'expected a field listed in `need`',
  ],
  [
    '"sdr-{region}"',
    '"sales-{region}"',
    'layers[0].rules[1].to',
    'no team of the plan has a name like `sales-{region}`',
  ],
  ['"sdr-{region}"', '"sdr-{regoin}"', 'layers[0].rules[1].to', 'did you mean `region`?'],
  ['otherwise: catch-all\n', 'otherwise: desk\n', 'otherwise', 'no queue `desk`; expected one of catch-all'],
  ['ladder: hard}\n  - {sla: rest', 'ladder: hrad}\n  - {sla: rest', 'slas[0].ladder', 'did you mean `hard`?'],
  ['{employees: 1000+}, to', '{emploees: 1000+}, to', 'layers[0].rules[0].when.emploees', 'did you mean `employees`?'],
  ['{band: hot}, to', '{band: hto}, to', 'layers[0].rules[1].when.band', 'did you mean `hot`?'],
  [
    '{band: hot}, to',
    '{industry: {not: [saas, haelth]}}, to',
    'layers[0].rules[1].when.industry.not',
    'did you mean `health`?',
  ],
  [
    'catch-all: {owner',
    'desk: {owner: dana.ruiz, review: 1d}\n  catch-all: {owner',
    'queues.desk',
    'there is also a team `desk`',
  ],
  ['SaaS company: saas', 'SaaS company: sas', 'fields.industry.alias.SaaS company', 'did you mean `saas`?'],
];

const shapes: readonly Slip[] = [
  [
    'to: desk, otherwise: next',
    'to: desk, otherwize: next',
    'layers[0].rules[0].otherwize',
    'did you mean `otherwise`?',
  ],
  ['owner: dana.ruiz\nfields', 'owner: Dana Ruiz\nfields', 'owner', "a person's id"],
  ['owner: dana.ruiz\nfields', 'fields', 'owner', 'is missing'],
  ['when: {employees: 1000+}, to', 'when: big, to', 'layers[0].rules[0].when', 'expected a map'],
  ['when: {employees: 1000+}, to', 'when: {}, to', 'layers[0].rules[0].when', 'expected a test'],
  ['when: {employees: 1000+}, to', 'when: {employees: }, to', 'layers[0].rules[0].when.employees', 'expected a value'],
  ['when: {employees: 1000+}, to', 'when: {any: []}, to', 'layers[0].rules[0].when.any', 'at least one alternative'],
  [
    'when: {employees: 1000+}, to',
    'when: {title: {contains: x}}, to',
    'layers[0].rules[0].when.title',
    'one of {not: [...]}',
  ],
  [
    'when: {employees: 1000+}, to',
    'when: {title: {has: x, starts: y}}, to',
    'layers[0].rules[0].when.title',
    'one of {not: [...]}',
  ],
  ['first_touch: 5m', 'first_touch: 5', 'slas[0].first_touch', 'expected working time'],
  ['first_touch: 24h', 'first_touch: 1d', 'slas[1].first_touch', 'expected working time'],
  ['review: daily', 'review: sometimes', 'queues.catch-all.review', 'expected `daily`, `weekly` or a time'],
  ['add: 15', 'add: lots', 'scoring.fit.points[0].add', 'expected a whole number'],
  ['add: 15', 'add: 1e5', 'scoring.fit.points[0].add', 'expected a whole number'],
  ['mql: 30', 'mql: [30]', 'scoring.mql', 'expected a text'],
  ['manager: ana.silva', 'manager: ana.silva, cap: {open: 0}', 'teams.desk.cap.open', 'at least 1'],
  ['manager: ana.silva', 'manager: ana.silva, cap: {}', 'teams.desk.cap', '`open`, `day` or both'],
  ['manager: ana.silva', 'manager: ana.silva, turn: robin', 'teams.desk.turn', '`round_robin`'],
  ['manager: ana.silva', 'manager: ana.silva, fair_by: bnd', 'teams.desk.fair_by', 'did you mean `band`?'],
  ['desk: {', 'Desk Team: {', 'teams.Desk Team', 'expected a name of lower-case letters'],
  ['reassign: team', 'reassign: team, tell: rep', 'ladders.hard[1]', 'either `tell` or `reassign`'],
  [
    'to: desk, otherwise',
    'to: desk, closed: wake, otherwise',
    'layers[0].rules[0].closed',
    '{wake: <team>, within: 15m}',
  ],
  ['industry: {type: pick,', 'industry: {', 'fields.industry.type', 'expected a field such as'],
  ['mql: 30', 'mql: 30\n  half_life: 14d', 'scoring.half_life', 'unknown key `half_life`'],
];

const sense: readonly Slip[] = [
  ['{rule: sdr,', '{rule: big,', 'layers[0].rules[1].rule', 'two rules `big`'],
  ['{rule: sdr,', '{rule: otherwise,', 'layers[0].rules[1].rule', 'stands for "no rule"'],
  [RULE, '{rule: big, to: desk}', 'layers[0].rules[0].when', 'must be the last one'],
  [RULE, '{rule: big, when: {band: hot}}', 'layers[0].rules[0]', 'exactly one of `to`, `close` and `nurture`'],
  [RULE, '{rule: big, when: {band: hot}, to: desk, close: spam}', 'layers[0].rules[0]', 'exactly one of'],
  [
    RULE,
    '{rule: big, when: {band: hot}, close: spam, priority: low}',
    'layers[0].rules[0].priority',
    'only goes with `to`',
  ],
  [
    RULE,
    '{rule: big, when: {band: hot}, to: desk, owner: mops}',
    'layers[0].rules[0].owner',
    'only goes with `nurture`',
  ],
  [
    '  - layer: territory',
    '  - layer: territory\n    rules: [{rule: x, when: {touch: x}, close: x}]\n  - layer: territory',
    'layers[1].layer',
    'two layers `territory`',
  ],
  ['sla: rest', 'sla: demo', 'slas[1].sla', 'two SLAs `demo`'],
  ['{sla: rest, ', '{sla: rest, when: {band: hot}, ', 'slas[1].when', 'expected the last SLA without `when`'],
  ['{sla: demo, when: {touch: demo_request}, ', '{sla: demo, ', 'slas[0].when', 'must be the last one'],
  ['warn: 2m', 'warn: 5m', 'slas[0].warn', 'less than `first_touch`'],
  ['warn: 2m', 'warn: 0m', 'slas[0].warn', 'more than zero'],
  ['first_touch: 5m, warn: 2m', 'first_touch: 0m', 'slas[0].first_touch', 'more than zero'],
  ['after: 0m', 'after: 2h', 'ladders.hard[1].after', 'expected steps in order'],
  ['review: daily', 'review: 0h', 'queues.catch-all.review', 'more than zero'],
  ['nurture: newsletter', 'nurture: newsletter, after: 0d', 'layers[0].rules[2].after', 'more than zero'],
  ['otherwise: catch-all', 'otherwise: catch-all\nworking: {quiet: 0h}', 'working.quiet', 'more than zero'],
  [
    'to: desk, otherwise',
    'to: desk, closed: {wake: desk, within: 5m}, otherwise',
    'layers[0].rules[0].closed.wake',
    'expected a team other than',
  ],
  ['{hot: 45, cold: 0}', '{hot: 45, cold: 1}', 'scoring.bands', 'expected a band from 0 or below'],
  ['{hot: 45, cold: 0}', '{hot: 0, cold: 0}', 'scoring.bands', 'two bands start at the same score'],
  ['mql: 30', 'mql: 61', 'scoring.mql', 'at most the value of `sql`'],
  ['{employees: 1000+, add', '{score: ">= 30", add', 'scoring.fit.points[0].score', 'is calculated from the points'],
  ['{employees: 1000+, add', '{add', 'scoring.fit.points[0]', 'expected a test'],
  [
    '{employees: 1000+, add',
    '{employees: 1000+, at_most: 2, add',
    'scoring.fit.points[0].at_most',
    'goes with behaviour',
  ],
  ['{touch: demo_request, add', '{page: known, add', 'scoring.behaviour.points[0]', 'expected a `touch`'],
  ['1k+: 1000+', '1k+: lots', 'fields.employees.alias.1k+', 'expected a range'],
  ['1k+: 1000+', 'small: "< 50"', 'fields.employees.alias.small', 'expected a range'],
  ['[saas, health]', '[saas, health, SaaS]', 'fields.industry.values', 'each value only once'],
  ['fields:\n', 'fields:\n  score: {type: range}\n', 'fields.score', 'filled in by Baton'],
  ['fields:\n', 'fields:\n  country: {type: text}\n', 'fields.country', 'filled in by Baton'],
  ['fields:\n', 'fields:\n  any: {type: text}\n', 'fields.any', 'is reserved'],
  ['{employees: 1000+}, to', '{employees: many}, to', 'layers[0].rules[0].when.employees', 'expected a range such as'],
  [
    '{employees: 1000+}, to',
    '{employees: [1-99, 999-100]}, to',
    'layers[0].rules[0].when.employees[1]',
    'expected a range such as',
  ],
  [
    '{employees: 1000+}, to',
    '{employees: {not: [1-99]}}, to',
    'layers[0].rules[0].when.employees',
    'this field holds numbers',
  ],
  ['{employees: 1000+}, to', '{title: {has: ["&"]}}, to', 'layers[0].rules[0].when.title.has', 'letters or digits'],
  [
    '{employees: 1000+}, to',
    '{any: [{touch: x}, {pge: known}]}, to',
    'layers[0].rules[0].when.any[1].pge',
    'did you mean `page`?',
  ],
  ['desk: {', 'next: {manager: ana.silva, hours: office}\n  desk: {', 'teams.next', 'is reserved'],
];

describe('the problems of a plan', () => {
  it('are absent from the plan that these tests edit', () => {
    expect(problemsOf(PLAN_TEXT)).toEqual([]);
  });

  it.each([...names, ...handoffs, ...shapes, ...sense])('%s -> %s', (written, instead, path, says) => {
    const problems = problemsOf(edited(written, instead));

    expect(problems).toContainEqual(expect.objectContaining({ path, message: expect.stringContaining(says) }));
  });

  it('include the line', () => {
    const text = edited('to: desk, otherwise: next', 'to: dsk, otherwise: next');
    const line = text.split('\n').findIndex((one) => one.includes('to: dsk')) + 1;

    expect(problemsOf(text)).toEqual([
      { path: 'layers[0].rules[0].to', line, message: 'there is no team `dsk`; did you mean `desk`?' },
    ]);
  });

  it('are all reported together, in file order', () => {
    const text = edited('hours: office, backup: sdr-amer', 'hours: x, backup: y', edited('mql: 30', 'mql: 70'));
    const more = edited('to: desk', 'to: x', edited('otherwise: catch-all\n', 'otherwise: x\n', text));

    expect(problemsOf(more).map(({ path }) => path)).toEqual([
      'scoring.mql',
      'teams.sdr-emea.hours',
      'teams.sdr-emea.backup',
      'layers[0].rules[0].to',
      'otherwise',
    ]);
  });

  it('name each unknown key on its own line of the file', () => {
    const text = `${PLAN_TEXT}sources: {}\nlimit: {}\n`;
    const line = PLAN_TEXT.split('\n').length;

    expect(problemsOf(text)).toEqual([
      { path: 'sources', line, message: expect.stringContaining('unknown key `sources`; expected plan, owner,') },
      { path: 'limit', line: line + 1, message: 'unknown key `limit`; did you mean `limits`?' },
    ]);
  });
});
