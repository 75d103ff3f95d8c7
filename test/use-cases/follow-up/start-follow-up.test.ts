import { expect, it } from 'vitest';
import { InMemoryFollowUpExecutions } from '../../../shared/adapters/in-memory/in-memory-follow-up-executions.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { startFollowUp } from '../../../shared/use-cases/follow-up/start-follow-up.ts';
import { takeDueStep } from '../../../shared/use-cases/follow-up/take-due-step.ts';
import { answerAsOwner, HOUR } from '../../scenarios/a-baton.ts';
import { advanceToDate, aNotifiedLead, aReceivedLead } from '../situations.ts';

/** A notified lead, warned after 45 minutes and breached after an hour, with the executions that are started. */
async function anAssignedLead() {
  const { baton, id } = await aNotifiedLead();
  const executions = new InMemoryFollowUpExecutions();
  const deps = { ...baton.deps, executions };
  const start = () => startFollowUp(id, deps);
  const save = (token: string, epoch = 1, revision = 1) =>
    baton.deps.waitingTasks.save({ leadId: id, epoch, revision, token }, baton.now);
  return { baton, id, executions, start, save };
}

it('starts one execution for the whole window of an assignment, with dates and codes only', async () => {
  const { baton, id, executions, start } = await anAssignedLead();
  const at = (hours: number) => addSeconds(baton.now, hours * HOUR);
  expect(await start()).toBe('started');
  expect(await start()).toBe('started');
  expect(executions.started).toEqual([
    {
      ...{ leadId: id, epoch: 1, revision: 1 },
      steps: [
        { at: at(0.75), kind: 'warn' },
        { at: at(1), kind: 'breach_and_escalate' },
        { at: at(1.5), kind: 'reassign' },
      ],
    },
  ]);
});

it('starts none while one waits for the same deadlines, however far its ladder is', async () => {
  const { baton, id, executions, start, save } = await anAssignedLead();
  await save('first');
  expect(await start()).toBe('not_needed');
  await advanceToDate(baton, id);
  await takeDueStep(id, baton.now, baton.deps);
  expect(await start()).toBe('not_needed');
  expect(executions.started).toEqual([]);
});

it('ends the one that waits when the owner answers, and starts no other', async () => {
  const { baton, id, executions, start, save } = await anAssignedLead();
  await save('first');
  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect(await start()).toBe('ended');
  expect(executions.ended).toEqual([{ token: 'first', end: { ended: 'answered' } }]);
  expect(await start()).toBe('not_needed');
  expect(executions).toMatchObject({ started: [], ended: [{ token: 'first' }] });
});

it('ends those of older deadlines and assignments, and starts one for the present ones', async () => {
  const { executions, start, save } = await anAssignedLead();
  await save('older epoch', 0);
  await save('older revision', 1, 0);
  expect(await start()).toBe('started');
  expect(executions.ended).toEqual([
    { token: 'older epoch', end: { ended: 'reassigned' } },
    { token: 'older revision', end: { ended: 'deadline_moved' } },
  ]);
  expect(executions.started).toHaveLength(1);
});

it('starts none for a lead that nobody has, or that is not stored', async () => {
  const { baton, id } = await aReceivedLead();
  for (const lead of [id, 'lead_nobody']) expect(await startFollowUp(lead, baton.deps)).toBe('not_needed');
});

it('leaves the steps to the sweep when the account is near its limit, or refuses', async () => {
  const { baton, executions, start } = await anAssignedLead();
  baton.deps.openExecutions.set(801, 1000);
  expect(await start()).toBe('not_started');
  executions.refuse();
  baton.deps.openExecutions.set(800, 1000);
  expect(await start()).toBe('not_started');
  executions.refuse(false);
  expect(await start()).toBe('started');
});

it('ends executions although the account is near its limit', async () => {
  const { baton, id, executions, start, save } = await anAssignedLead();
  baton.deps.openExecutions.set(999, 1000);
  await save('first');
  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect(await start()).toBe('ended');
  expect(executions.ended).toHaveLength(1);
});
