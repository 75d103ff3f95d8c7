import { describe } from 'vitest';
import { itReports, type Slip } from '../slips.ts';

const RULE = '{rule: big, when: {employees: 1000+}, to: desk, otherwise: next}';

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

describe('rules that contradict each other', () => itReports(sense));
