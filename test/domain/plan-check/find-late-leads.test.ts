import { describe, expect, it } from 'vitest';
import { checkPlan, formatPlanCheck } from '../../../cli/plan/check.ts';
import { checkRules } from '../../../shared/domain/plan-check/check-rules.ts';
import { edited, planOf, problemsOf } from '../plan/plan-text.ts';

const SOON = 'assigned_within: 1h, during: {mon-fri: ["09:00-17:00"]}, zone: Europe/Berlin';
/** The small plan, whose teams work from nine to five, with this expectation. */
const withExpected = (expected: string, text = edited('', '')) => `${text}expect: [{${expected}}]\n`;
const resultOf = (expected: string, text?: string) => checkRules(planOf(withExpected(expected, text))).expectations[0];

describe('leads that are to be assigned soon', () => {
  it('are, while their teams are at work', () => {
    expect(resultOf(`when: {employees: 1000+}, ${SOON}`)).toEqual({ outcome: 'none' });
  });

  it('are not in the evening: the lead and the worst time are shown', () => {
    const evening = SOON.replace('17:00', '20:00');
    const text = withExpected(`when: {employees: 1000+}, ${evening}`);
    const result = formatPlanCheck(checkPlan(planOf(text)), { overlaps: false });
    expect(result).toContain(
      '✗ expect[0]: refuted by employees: 1000, band: cold, score: 0, if it comes on Friday at 17:00: desk opens after 64h',
    );
  });

  it('are not if no rule takes them, or if the team of a template is closed', () => {
    expect(resultOf(`when: {band: hot}, ${SOON}`)).toMatchObject({ outcome: 'found' });
    const regional = resultOf(`when: {band: hot, region: emea, employees: unknown}, ${SOON.replace('17:00', '18:00')}`);
    expect(regional).toMatchObject({ outcome: 'found', late: { team: 'sdr-emea' }, features: { region: 'emea' } });
  });

  it('are asked about only if a rule assigns them', () => {
    expect(resultOf(`when: {band: cold, employees: unknown}, ${SOON}`)).toEqual({ outcome: 'none' });
  });

  it('are not if they wait for their score first', () => {
    const text = edited('otherwise: catch-all', 'assign_on: {demo_request: entry, default: mql}\notherwise: catch-all');
    expect(resultOf(`when: {employees: 1000+, touch: demo_request}, ${SOON}`, text)).toEqual({ outcome: 'none' });
    expect(resultOf(`when: {employees: 1000+, score: ">= 30"}, ${SOON}`, text)).toEqual({ outcome: 'none' });
    const held = resultOf(`when: {employees: 1000+}, ${SOON}`, text);
    expect(held).toMatchObject({ outcome: 'found' });
    expect(held).not.toHaveProperty('late');
  });
});

describe('the hours of an expectation', () => {
  const messageOf = (expected: string) =>
    problemsOf(withExpected(expected))
      .map(({ message }) => message)
      .join();

  it.each([
    ['assigned_within: 1h', 'expected a `zone`'],
    ['never: catch-all, zone: Europe/Berlin', 'only with it'],
    ['never: catch-all, assigned_within: 1h, zone: Europe/Berlin', 'expected one of `never`'],
    ['assigned_within: 1h, zone: Berlin', 'expected a time zone such as Europe/Berlin'],
    ['assigned_within: 1h, zone: UTC, during: {mon: ["09:00-17:00"], closed: [2026-12-24]}', 'hours of a week alone'],
  ])('are refused: %s', (expected, says) => {
    expect(messageOf(expected)).toContain(says);
  });
});
