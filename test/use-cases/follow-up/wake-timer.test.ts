import { expect, it } from 'vitest';
import { InMemoryFollowUpExecutions } from '../../../shared/adapters/in-memory/in-memory-follow-up-executions.ts';
import { takeDueStep } from '../../../shared/use-cases/follow-up/take-due-step.ts';
import { takeTimerStep, type WakeDeps, type WakingTimer } from '../../../shared/use-cases/follow-up/wake-timer.ts';
import { answerAsOwner } from '../../scenarios/a-baton.ts';
import { aLeadAtItsStep, aWorkingLead, type Situation } from '../situations.ts';

async function wake({ baton, id }: Situation, timer: Partial<WakingTimer> = {}, deps: Partial<WakeDeps> = {}) {
  const { epoch, stage } = await baton.lead(id);
  const revision = stage.state === 'assigned' ? stage.revision : 1;
  return takeTimerStep({ leadId: id, epoch, revision, ...timer }, baton.now, { ...baton.deps, ...deps });
}

it('takes the due step once, however often its timer wakes', async () => {
  const situation = await aLeadAtItsStep(0);
  expect(await wake(situation)).toEqual({ outcome: 'taken' });
  const after = await situation.baton.lead(situation.id);
  expect(await wake(situation)).toEqual({ outcome: 'over' });
  expect(await situation.baton.lead(situation.id)).toEqual(after);
});

it('does nothing for an older epoch or revision, or a lead that is not stored', async () => {
  const situation = await aLeadAtItsStep(0);
  const before = await situation.baton.lead(situation.id);
  for (const [timer, ended] of [
    [{ epoch: 0 }, 'reassigned'],
    [{ revision: 0 }, 'deadline_moved'],
    [{ leadId: 'lead_nobody' }, 'no_such_lead'],
  ] as const)
    expect(await wake(situation, timer)).toEqual({ outcome: 'over', end: { ended } });
  expect(await situation.baton.lead(situation.id)).toEqual(before);
});

it('leaves the due step of a lead being worked to the sweep', async () => {
  const situation = await aWorkingLead();
  const before = await situation.baton.lead(situation.id);
  expect(await wake(situation)).toEqual({ outcome: 'over', end: { ended: 'answered' } });
  expect(await situation.baton.lead(situation.id)).toEqual(before);
});

/** A step with a token, and the executions that it ends. */
async function aStepWithToken(taken: number) {
  const situation = await aLeadAtItsStep(taken);
  const executions = new InMemoryFollowUpExecutions();
  const wakeWithToken = (deps: Partial<WakeDeps> = {}) => wake(situation, { token: 'second' }, { executions, ...deps });
  const tokens = async () =>
    (await situation.baton.deps.waitingTasks.listWithLead(situation.id)).tasks.map(({ token }) => token);
  return { ...situation, executions, wakeWithToken, tokens };
}

it('takes the step and waits on with its token', async () => {
  const { wakeWithToken, tokens, executions, baton, id } = await aStepWithToken(0);
  await baton.deps.waitingTasks.save({ leadId: id, epoch: 1, revision: 1, token: 'first' }, baton.now);
  expect(await wakeWithToken()).toEqual({ outcome: 'taken' });
  expect(await tokens()).toEqual(['second']);
  expect(executions.ended).toEqual([]);
});

it('goes on to wait when the sweep was first with the step, and takes nothing twice', async () => {
  const { wakeWithToken, tokens, executions, baton, id } = await aStepWithToken(0);
  await takeDueStep(id, baton.now, baton.deps);
  const before = await baton.lead(id);
  expect(await wakeWithToken()).toEqual({ outcome: 'over' });
  expect(await baton.lead(id)).toEqual(before);
  expect(await tokens()).toEqual(['second']);
  expect(executions.ended).toEqual([]);
});

it('ends the execution at once when the assignment is over', async () => {
  const { wakeWithToken, executions, baton, id } = await aStepWithToken(0);
  await baton.deps.waitingTasks.save({ leadId: id, epoch: 1, revision: 1, token: 'first' }, baton.now);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  const end = { ended: 'answered' };
  expect(await wakeWithToken()).toEqual({ outcome: 'over', end });
  expect(executions.ended).toEqual([{ token: 'second', end }]);
});

it('ends the execution when the answer comes while its token is being saved', async () => {
  const { wakeWithToken, executions, baton, id } = await aStepWithToken(0);
  const { waitingTasks } = baton.deps;
  const save = async (...task: Parameters<typeof waitingTasks.save>) => {
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await waitingTasks.save(...task);
  };
  const end = { ended: 'answered' };
  expect(await wakeWithToken({ waitingTasks: { save } })).toEqual({ outcome: 'taken', end });
  expect(executions.ended).toEqual([{ token: 'second', end }]);
});

it('ends the execution with the step that seeks another owner', async () => {
  const { wakeWithToken, executions } = await aStepWithToken(2);
  const end = { ended: 'reassignment_sought' };
  expect(await wakeWithToken()).toEqual({ outcome: 'taken', end });
  expect(executions.ended).toEqual([{ token: 'second', end }]);
});
