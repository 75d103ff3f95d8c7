import { describe, expect, it } from 'vitest';
import { executionStepsOf } from '../../../shared/domain/follow-up/execution-steps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { Deadline } from '../../../shared/domain/lead/deadline.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPlan } from '../../support/builders/plan.ts';

const at = (seconds: number) => addSeconds(MONDAY, seconds);
const { limits } = aPlan();
const ESCALATE = { kind: 'escalate', whom: 'manager' } as const;
const LADDER: readonly Deadline[] = [
  { at: at(60), kind: 'notify' },
  { at: at(100), kind: 'warn' },
  { at: at(200), kind: 'breach' },
  { at: at(300), ...ESCALATE },
  { at: at(400), kind: 'reassign' },
  { at: at(500), ...ESCALATE },
];

function stepsOf(deadlines: readonly Deadline[], stage: object = {}) {
  const lead = aLead('assigned');
  const changed = { ...lead.stage, deadlines, nextDeadline: 0, ...stage } as Lead['stage'];
  return executionStepsOf({ ...lead, stage: changed }, { ...limits, reassign: 2 });
}

it('are the deadlines up to the first one that ends the assignment, without the notification', () => {
  expect(stepsOf(LADDER)).toEqual([
    { at: at(100), kind: 'warn' },
    { at: at(200), kind: 'breach' },
    { at: at(300), kind: 'escalate' },
    { at: at(400), kind: 'reassign' },
  ]);
});

it('leave out what was done', () => {
  expect(stepsOf(LADDER, { nextDeadline: 3 }).map(({ kind }) => kind)).toEqual(['escalate', 'reassign']);
  expect(stepsOf(LADDER, { nextDeadline: LADDER.length })).toEqual([]);
});

it.each([
  [['breach', 'escalate'], 'breach_and_escalate'],
  [['breach', 'escalate', 'escalate'], 'breach_and_escalate'],
  [['escalate', 'breach'], 'breach_and_escalate'],
  [['warn', 'breach'], 'breach'],
  [['escalate', 'warn'], 'escalate'],
  [['warn', 'warn'], 'warn'],
  [['breach', 'escalate', 'reassign'], 'reassign'],
] as const)('of the same moment, %j, are one: %s', (kinds, merged) => {
  const deadlines = kinds.map((kind) => ({ at: at(100), ...(kind === 'escalate' ? ESCALATE : { kind }) }));
  expect(stepsOf(deadlines)).toEqual([{ at: at(100), kind: merged }]);
});

describe('the last step', () => {
  const kindOf = (kind: 'reassign' | 'leave' | 'accept', changes: Partial<Lead> = {}, then?: 'recycle') => {
    const lead = { ...aLead('assigned'), ...changes };
    const stage = { ...lead.stage, deadlines: [{ at: at(1), kind }], nextDeadline: 0 } as Lead['stage'];
    const planned = { ...limits, reassign: 2, then: then ?? 'catch_all' } as const;
    return executionStepsOf({ ...lead, stage }, planned).map((step) => step.kind);
  };

  it('is what the plan does then', () => {
    expect(kindOf('reassign', { reassignments: 1 })).toEqual(['reassign']);
    expect(kindOf('reassign', { reassignments: 2 })).toEqual(['catch_all']);
    expect(kindOf('reassign', { reassignments: 2 }, 'recycle')).toEqual(['recycle']);
    expect(kindOf('leave')).toEqual(['release']);
    expect(kindOf('accept')).toEqual(['return']);
  });

  it('ends a lead in shadow mode', () => {
    for (const kind of ['reassign', 'leave', 'accept'] as const)
      expect(kindOf(kind, { shadow: true })).toEqual(['end_shadow']);
  });
});

it('are for assigned leads only, and not while another owner is being sought', () => {
  for (const state of ['working', 'sought', 'queued', 'closed'] as const)
    expect(executionStepsOf(aLead(state), limits), state).toEqual([]);
});
