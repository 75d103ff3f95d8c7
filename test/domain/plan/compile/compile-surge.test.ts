import { expect, it } from 'vitest';
import { PLAN_TEXT, planOf } from '../plan-text.ts';
import { itReports, type Slip } from '../slips.ts';

const TEAM = /(\n {2}desk: *\{)/;
const [found = ''] = TEAM.exec(PLAN_TEXT) ?? [];
const withSurge = (wish: string) => planOf(PLAN_TEXT.replace(TEAM, `$1surge: ${wish}, `)).teams.desk?.surge;

it('is none unless it is written', () => {
  expect(planOf(PLAN_TEXT).teams.desk).not.toHaveProperty('surge');
});

it('ends at half of what waits, leaves caps and the backup alone unless told otherwise', () => {
  expect(withSurge('{when: {waiting: 21}}')).toEqual({
    from: { waiting: 21 },
    until: { waiting: 10 },
    capPercent: 100,
    backupAtOnce: false,
  });
});

it('takes the levels at which it ends', () => {
  expect(withSurge('{when: {waiting: 21}, until: {waiting: 3}}')?.until).toEqual({ waiting: 3 });
});

const slip = (wish: string, key: string, says: string): Slip => [
  found,
  `${found}surge: ${wish}, `,
  `teams.desk.surge${key}`,
  says,
];
itReports([
  slip('{when: {}}', '.when', 'expected `waiting`, `full` or both'),
  slip('{when: {waitng: 20}}', '.when.waitng', 'waiting'),
  slip('{when: {waiting: 20}, until: {waiting: 20}}', '.until.waiting', 'expected less than in `when`'),
  slip('{when: {waiting: 20}, until: {full: 20%}}', '.until.full', 'only goes with `full` in `when`'),
  slip('{when: {waiting: 20}, cap: 300%}', '.cap', 'expected 100% to 200%'),
  slip('{when: {waiting: 20}, cap: 1.5}', '.cap', 'expected a share such as `80%`'),
  slip('{when: {waiting: 20}, backup: now}', '.backup', 'at_once'),
]);
