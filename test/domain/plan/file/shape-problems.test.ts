import { describe } from 'vitest';
import { itReports, type Slip } from '../slips.ts';

const shapes: readonly Slip[] = [
  [
    'to: desk, otherwise: next',
    'to: desk, otherwize: next',
    'layers[0].rules[0].otherwize',
    'did you mean `otherwise`?',
  ],
  [
    'owner: dana.ruiz\nfields',
    'owner: dana.ruiz\nsources: {demo: {kind: typeform}}\nfields',
    'sources',
    '--from sources.yaml',
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
    '{wake: <team or list of teams>, within: 15m}',
  ],
  ['industry: {type: pick,', 'industry: {', 'fields.industry.type', 'expected a field such as'],
  ['mql: 30', 'mql: 30\n  half_life: 14d', 'scoring.half_life', 'unknown key `half_life`'],
];

describe('a value of the wrong shape', () => itReports(shapes));
