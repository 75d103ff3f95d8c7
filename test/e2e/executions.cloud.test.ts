import { describe, expect, inject } from 'vitest';
import { addSeconds, instantOf } from '../../shared/domain/instant.ts';
import { eventually } from './eventually.ts';
import { executionArnOf, waitUntilEnded, waitUntilIn } from './executions.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');
const WAIT = 'Wait for the first response';
const NEXT = 'What is due?';

/** Posts a lead of this product, and waits until somebody has it and the execution of its assignment waits. */
async function anAssignedLead(product: string) {
  const id = await postLead(aNewPerson({ product }));
  const { owner } = await waitForOwner(id);
  return { id, owner, execution: executionArnOf(id, 1) };
}

async function respond(id: string, epoch = 1): Promise<void> {
  expect((await answerLead(id, { answer: 'contacted', epoch })).status).toBe(200);
}

describe.concurrent('the execution of an assignment', (it) => {
  it('ends at once when the rep answers in time, having entered one state', async () => {
    const { id, execution } = await anAssignedLead('timed');
    await waitUntilIn(WAIT, execution);
    await respond(id);
    // Its next date is hours away.
    const ended = await waitUntilEnded(execution);
    expect(ended).toEqual({ status: 'SUCCEEDED', states: [WAIT], output: { ended: 'answered' } });
    expect(await readLead(id)).toMatchObject({ state: 'working' });
  });

  it('shows the warning, and ends with an answer after it: three states', async () => {
    const { id, execution } = await anAssignedLead('between');
    expect(await waitUntilIn('Warn the owner', execution)).toMatchObject({ states: [WAIT, NEXT, 'Warn the owner'] });
    await eventually(async () => expect((await readLead(id)).warnedAt).toBeDefined());
    await respond(id);
    expect(await waitUntilEnded(execution)).toEqual({
      ...{ status: 'SUCCEEDED', output: { ended: 'answered' } },
      states: [WAIT, NEXT, 'Warn the owner'],
    });
  });

  it('shows the breach, and ends with an answer after it: five states', async () => {
    const { id, execution } = await anAssignedLead('breached');
    await waitUntilIn('Record the breach', execution);
    await eventually(async () => expect((await readLead(id)).breachedAt).toBeDefined());
    await respond(id);
    expect(await waitUntilEnded(execution)).toEqual({
      ...{ status: 'SUCCEEDED', output: { ended: 'answered' } },
      states: [WAIT, NEXT, 'Warn the owner', NEXT, 'Record the breach'],
    });
  });

  it('shows an escalation, and waits on for the reassignment', async () => {
    const { id, owner, execution } = await anAssignedLead('staged');
    await waitUntilIn('Escalate the lead', execution);
    await eventually(async () => {
      const types = (await readTimeline(id)).map(({ type }) => type);
      expect(types.filter((type) => /^Sla|Escalated$/.test(type))).toEqual([
        'SlaWarned',
        'SlaBreached',
        'LeadEscalated',
      ]);
    });
    await respond(id);
    expect(await waitUntilEnded(execution)).toEqual({
      ...{ status: 'SUCCEEDED', output: { ended: 'answered' } },
      states: [WAIT, NEXT, 'Warn the owner', NEXT, 'Record the breach', NEXT, 'Escalate the lead'],
    });
    expect(await readLead(id)).toMatchObject({ state: 'working', owner, epoch: 1 });
  });

  it('ends with the last escalation, when nobody may move the lead after it', async () => {
    const { id, owner, execution } = await anAssignedLead('told');
    const { status, states, output } = await waitUntilEnded(execution);
    expect([status, states.slice(2)]).toEqual([
      'SUCCEEDED',
      ['Record the breach', NEXT, 'Escalate the lead as the last step'],
    ]);
    expect(output).toMatchObject({ ended: 'ladder_done' });
    expect(await readLead(id)).toMatchObject({ state: 'assigned', owner, epoch: 1 });
    await respond(id);
  });

  it('reassigns the lead with an execution for each owner, and then hands it to the plan’s owner', async () => {
    const { id } = await anAssignedLead('rounds');
    const round = [WAIT, NEXT, 'Warn the owner', NEXT, 'Record the breach and escalate', NEXT];
    for (const epoch of [1, 2]) {
      const ended = await waitUntilEnded(executionArnOf(id, epoch));
      expect(ended).toMatchObject({ status: 'SUCCEEDED', states: [...round, 'Reassign the lead'] });
      expect(['reassignment_sought', 'reassigned']).toContain((ended.output as { ended: string }).ended);
    }
    expect(await waitUntilEnded(executionArnOf(id, 3))).toMatchObject({
      ...{ status: 'SUCCEEDED', states: [...round, 'Hand the lead to the plan owner'] },
      output: { ended: 'sent_to_queue', because: 'reassign_limit' },
    });
    expect(await readLead(id)).toMatchObject({ state: 'waiting', queue: 'catch-all', reassignments: 2 });
  });

  it('returns a lead that was handed off and not accepted', async () => {
    const { id, execution } = await anAssignedLead('ignored');
    await waitUntilIn(WAIT, execution);
    expect((await answerLead(id, { answer: 'qualified', epoch: 1 })).status).toBe(200);
    expect(await waitUntilEnded(execution)).toMatchObject({ status: 'SUCCEEDED', states: [WAIT] });
    expect(await waitUntilEnded(executionArnOf(id, 2))).toMatchObject({
      ...{ status: 'SUCCEEDED', states: [WAIT, NEXT, 'Return the lead that was handed off'] },
    });
    expect(await waitForOwner(id, 3)).toMatchObject({ owner: 'dean.yule', team: 'ignored' });
    await respond(id, 3);
  });

  it('ends when its deadlines move, and another one takes the lead back when the leave begins', async () => {
    const { id, owner, execution } = await anAssignedLead('leaving');
    await waitUntilIn(WAIT, execution);
    const from = addSeconds(instantOf(Date.now()), 20);
    const json = { leaves: [{ from, until: addSeconds(from, 3600) }] };
    const patched = await call('PATCH', `/v1/reps/${owner}/availability`, { key: keys.manager, json });
    expect(patched.status, patched.text).toBe(200);
    expect(await waitUntilEnded(execution)).toEqual({
      ...{ status: 'SUCCEEDED', states: [WAIT], output: { ended: 'deadline_moved' } },
    });
    const second = await waitUntilEnded(executionArnOf(id, 1, 2));
    expect(second).toMatchObject({
      ...{ status: 'SUCCEEDED', states: [WAIT, NEXT, 'Release the lead of a rep on leave'] },
    });
    const next = await waitForOwner(id, 2);
    expect(next.owner).not.toBe(owner);
    await respond(id, 2);
    await call('PATCH', `/v1/reps/${owner}/availability`, { key: keys.manager, json: { leaves: [] } });
  });

  it('ends when the rep declines the lead, and the next owner has one of their own', async () => {
    const { id, execution } = await anAssignedLead('timed');
    await waitUntilIn(WAIT, execution);
    expect((await answerLead(id, { answer: 'declined', epoch: 1 })).status).toBe(200);
    const { status, states, output } = await waitUntilEnded(execution);
    expect([status, states]).toEqual(['SUCCEEDED', [WAIT]]);
    // Somebody else may have it by the time the event is looked at.
    expect(['declined', 'reassigned']).toContain((output as { ended: string }).ended);
    await waitForOwner(id, 2);
    await waitUntilIn(WAIT, executionArnOf(id, 2));
    await respond(id, 2);
    expect(await waitUntilEnded(executionArnOf(id, 2))).toMatchObject({ output: { ended: 'answered' } });
  });
});
