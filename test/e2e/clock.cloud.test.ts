import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, inject } from 'vitest';
import { instantOf, secondsBetween } from '../../shared/domain/instant.ts';
import { eventually, waitUntilPast } from './eventually.ts';
import { executionArnOf, machines, readExecution, waitUntilEnded, waitUntilIn } from './executions.ts';
import { call, readLead, readTimeline } from './http.ts';
import { aNewPerson, answerLead, postLead, waitForOwner } from './leads.ts';
import { answerLinkOf, notificationsOf, waitForOwnerNotification } from './notifications.ts';

const { keys, outputs } = inject('deployed');
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function typesOf(lead: string): Promise<readonly string[]> {
  return (await readTimeline(lead)).map(({ type }) => type);
}

/** Starts another execution for the first assignment of a lead, which takes what is due and ends. @returns its ARN */
async function startCopy(leadId: string, copy: string): Promise<string> {
  const stateMachineArn = outputs.FollowUpMachineArn;
  const steps = [{ at: instantOf(Date.now()), kind: 'escalate' }];
  const input = JSON.stringify({ leadId, epoch: 1, revision: 1, steps });
  const { executionArn = '' } = await machines.send(
    new StartExecutionCommand({ stateMachineArn, name: `${leadId}-${copy}`, input }),
  );
  return executionArn;
}

/**
 * Runs the execution of an assignment again, as if it woke late, and waits until it has ended.
 * @returns its status
 */
async function wakeLate(leadId: string): Promise<string | undefined> {
  return (await waitUntilEnded(await startCopy(leadId, 'late'))).status;
}

/** Stops a lead's clock, so that it does not keep running during other tests. */
async function stopClock(lead: string): Promise<void> {
  const { epoch } = await readLead(lead);
  expect((await answerLead(lead, { answer: 'contacted', epoch })).status).toBe(200);
}

describe.concurrent('the clock of an assignment', (it) => {
  it('warns, breaches, escalates and reassigns until the limit, then hands the lead to the plan’s owner', async () => {
    const id = await postLead(aNewPerson({ product: 'rapid' }));
    await waitForOwner(id);
    // An execution that runs twice takes no step twice.
    for (const copy of ['a', 'b']) await startCopy(id, `copy-${copy}`);
    const first = await waitForOwnerNotification(id);
    const ended = await eventually(async () => {
      const lead = await readLead(id);
      expect(lead).toMatchObject({ state: 'waiting', queue: 'catch-all', because: 'reassign_limit' });
      return lead;
    });
    expect(ended).toMatchObject({ accountable: 'olga.stone', reassignments: 2, epoch: 3 });
    expect(ended.previousHolders.toSorted()).toEqual(['nia.wells', 'oda.cliff', 'pim.shore']);

    const timeline = await readTimeline(id);
    const round = ['LeadAssigned', 'SlaWarned', 'SlaBreached', 'LeadEscalated', 'LeadEscalated'];
    expect(timeline.map(({ type }) => type).filter((type) => type !== 'RepNotified')).toEqual([
      ...['LeadReceived', 'LeadRouted', ...round, 'ReassignmentSought'],
      ...[...round, 'ReassignmentSought', ...round, 'LeadSentToQueue'],
    ]);
    expect(timeline.filter(({ type }) => type === 'LeadEscalated').map(({ data }) => data.to)).toEqual(
      [1, 2, 3].flatMap(() => ['mara.quill', 'olga.stone']),
    );
    for (const epoch of [1, 2, 3]) {
      const at = (type: string) =>
        timeline.find((event) => event.type === type && event.data.epoch === epoch)?.at ?? '';
      expect(secondsBetween(at('LeadAssigned'), at('SlaWarned'))).toBeGreaterThanOrEqual(3);
      expect(secondsBetween(at('LeadAssigned'), at('SlaBreached'))).toBeGreaterThanOrEqual(6);
    }

    const told = await eventually(async () => {
      const all = (await notificationsOf(id)).map(({ type, data }) => `${type} to ${data.to}`);
      expect(all).toEqual(
        expect.arrayContaining([
          'lead.warned to mara.quill',
          'lead.escalated to mara.quill',
          'lead.escalated to olga.stone',
        ]),
      );
      return all;
    });
    // A warning that a slow machine sends after the reassignment is for nobody any more, and is not sent.
    const warned = told.filter((line) => line.startsWith('lead.warned')).map((line) => line.split(' to ')[1]);
    expect(['mara.quill', 'nia.wells', 'oda.cliff', 'pim.shore']).toEqual(expect.arrayContaining(warned));
    expect(warned.length).toBeGreaterThan(1);
    const late = await call('POST', answerLinkOf(first, 'contacted'), { headers: FORM });
    expect(late.status).toBe(409);
    expect(await readLead(id)).toMatchObject({ state: 'waiting', version: ended.version });
  });

  it('stops when the rep answers between warning and breach', async () => {
    const id = await postLead(aNewPerson({ product: 'between' }));
    const { owner } = await waitForOwner(id);
    await eventually(async () => expect((await readLead(id)).warnedAt).toBeDefined());
    await stopClock(id);
    expect(await wakeLate(id)).toBe('SUCCEEDED');
    expect(await readLead(id)).toMatchObject({ state: 'working', owner, epoch: 1 });
    const types = await typesOf(id);
    expect(types.filter((type) => type === 'SlaWarned')).toHaveLength(1);
    expect(types).not.toContain('SlaBreached');
    expect(types.at(-1)).toBe('FirstResponseMade');
  });

  it('leaves the lead with a rep who answers after the breach but before reassignment', async () => {
    const id = await postLead(aNewPerson({ product: 'after' }));
    const { owner } = await waitForOwner(id);
    const notice = await waitForOwnerNotification(id);
    await eventually(async () => expect((await readLead(id)).breachedAt).toBeDefined());
    expect((await call('POST', answerLinkOf(notice, 'contacted'), { headers: FORM })).status).toBe(200);
    expect(await wakeLate(id)).toBe('SUCCEEDED');
    expect(await readLead(id)).toMatchObject({ state: 'working', owner, epoch: 1, reassignments: 0 });
    const types = await typesOf(id);
    expect(types.filter((type) => type === 'SlaBreached')).toHaveLength(1);
    expect(types).not.toContain('ReassignmentSought');
  });

  it('notifies of a breach on a manual assignment, and never reassigns it', async () => {
    const id = await postLead(aNewPerson({ product: 'hand' }));
    await waitForOwner(id);
    // On a slow machine the clock may have moved it on meanwhile.
    const { rep, epoch } = await eventually(async () => {
      const seen = await readLead(id);
      const rep = seen.owner === 'una.field' ? 'vic.hill' : 'una.field';
      const json = { rep, epoch: seen.epoch };
      const placed = await call('PUT', `/v1/leads/${id}/assignment`, { key: keys.manager, json });
      expect(placed.status, placed.text).toBe(200);
      return { rep, epoch: seen.epoch + 1 };
    });
    const { assignedAt = '', reassignments } = await readLead(id);
    await waitUntilPast(assignedAt, 6 + 4 + 4);
    await eventually(async () => {
      const later = (await readTimeline(id)).filter(({ data }) => data.epoch === epoch).map(({ type }) => type);
      expect(later.filter((type) => type !== 'RepNotified')).toEqual([
        ...['LeadAssigned', 'SlaWarned', 'SlaBreached', 'LeadEscalated', 'LeadEscalated'],
      ]);
    });
    const lead = await readLead(id);
    expect(lead).toMatchObject({ state: 'assigned', owner: rep, epoch, accountable: rep, reassignments });
    // Everybody was notified. The lead is due again in a day, and is not reassigned.
    expect(secondsBetween(assignedAt, lead.dueAt ?? '')).toBeGreaterThan(23 * 3600);
    await stopClock(id);
  });

  it('is maintained by the sweep when the execution is lost: one breach, one new owner', async () => {
    const id = await postLead(aNewPerson({ product: 'lost' }));
    const { owner } = await waitForOwner(id);
    const executionArn = executionArnOf(id, 1);
    await waitUntilIn('Wait for the first response', executionArn);
    await machines.send(new StopExecutionCommand({ executionArn }));
    expect(await readExecution(executionArn)).toMatchObject({ status: 'ABORTED' });
    const next = await waitForOwner(id, 2);
    expect(next.owner).not.toBe(owner);
    expect(next.previousHolders).toContain(owner);
    const ofFirst = (await readTimeline(id)).filter(({ data }) => data.epoch === 1 && data.rep === owner);
    expect(ofFirst.map(({ type }) => type).filter((type) => type !== 'RepNotified')).toEqual([
      ...['LeadAssigned', 'SlaWarned', 'SlaBreached', 'LeadEscalated', 'LeadEscalated', 'ReassignmentSought'],
    ]);
    await stopClock(id);
  });
});
