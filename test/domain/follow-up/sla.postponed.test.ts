import { expect, it } from 'vitest';
import { postponeDeadline } from '../../../shared/domain/follow-up/sla.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Deadline } from '../../../shared/domain/lead/deadline.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const at = (seconds: number) => addSeconds(MONDAY, seconds);
const DEADLINES: readonly Deadline[] = [
  { at: at(60), kind: 'notify' },
  { at: at(100), kind: 'warn' },
  { at: at(200), kind: 'breach' },
];

it('a postponed deadline takes its new place among those still to come', () => {
  expect(postponeDeadline(DEADLINES, 0, at(150)).map(({ kind }) => kind)).toEqual(['warn', 'notify', 'breach']);
  expect(postponeDeadline(DEADLINES, 1, at(300))).toEqual([DEADLINES[0], DEADLINES[2], { at: at(300), kind: 'warn' }]);
  expect(postponeDeadline(DEADLINES, 3, at(300))).toBe(DEADLINES);
});
