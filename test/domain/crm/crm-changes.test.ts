import { describe, expect, it } from 'vitest';
import { addWritten, changedValues, taskChangeOf } from '../../../shared/domain/crm/crm-changes.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const LATER = minutesAfterMonday(30);
const wanted = { epoch: 2, dueAt: LATER, rule: 'demo', sla: 'demo' };

describe('values', () => {
  it('are written if they differ from what was written last; an empty one only to clear another', () => {
    const written = { status: { value: 'assigned', at: MONDAY }, owner: { value: 'u1', at: MONDAY } };
    expect(changedValues({ status: 'working', owner: 'u1', outcome: '' }, written)).toEqual({ status: 'working' });
    expect(changedValues({ status: '' }, written)).toEqual({ status: '' });
  });

  it('are remembered with their time, beside the others', () => {
    const written = { owner: { value: 'u1', at: MONDAY }, status: { value: 'assigned', at: MONDAY } };
    expect(addWritten(written, { status: 'working' }, LATER)).toEqual({
      ...written,
      status: { value: 'working', at: LATER },
    });
  });
});

describe('a task', () => {
  const open = { state: 'open', id: '7', epoch: 1, dueAt: MONDAY, owner: 'u1' } as const;

  it('is made for an assignment, and not again for the same one', () => {
    const task = { state: 'open', epoch: 2, dueAt: LATER, owner: 'u1' };
    expect(taskChangeOf(undefined, wanted, 'u1')).toEqual({ kind: 'make', task });
    for (const state of ['done', 'gone'] as const) {
      expect(taskChangeOf({ ...open, state }, wanted, 'u1')).toEqual({ kind: 'make', task });
      expect(taskChangeOf({ ...open, state, epoch: 2 }, wanted, 'u1')).toBeUndefined();
    }
  });

  it('moves with deadline and owner while it is open', () => {
    expect(taskChangeOf(open, { ...wanted, dueAt: MONDAY }, 'u1')).toBeUndefined();
    expect(taskChangeOf(open, wanted, 'u2')).toEqual({
      kind: 'update',
      task: { ...open, epoch: 2, dueAt: LATER, owner: 'u2' },
    });
  });

  it('is completed once none is wanted', () => {
    expect(taskChangeOf(open, undefined, undefined)).toEqual({ kind: 'complete', task: { ...open, state: 'done' } });
    for (const state of ['done', 'gone'] as const)
      expect(taskChangeOf({ ...open, state }, undefined, 'u1')).toBeUndefined();
    expect(taskChangeOf(undefined, undefined, 'u1')).toBeUndefined();
  });

  it('that may have been made keeps its mark', () => {
    const making = { state: 'making', epoch: 1, dueAt: MONDAY } as const;
    expect(taskChangeOf(making, wanted, 'u1')).toMatchObject({ kind: 'make', task: { epoch: 1, dueAt: LATER } });
    expect(taskChangeOf(making, undefined, 'u1')).toMatchObject({ kind: 'complete', task: { epoch: 1 } });
  });
});
