import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { FollowUpTimer } from '../../../shared/ports/follow-ups.ts';
import { startNearTimer, startTimersAhead } from '../../../shared/use-cases/follow-up/start-near-timers.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR } from '../../scenarios/a-baton.ts';
import { aStoredLead } from '../../support/builders/lead.ts';

/** The most timers that one run of the sweep starts. */
const MAX_TIMERS = 1000;
const QUIET = { timers: false, sweep: false };

/**
 * Creates an assigned lead, warned after 45 minutes and breached after an hour, and records the timers that are
 * started.
 */
async function assignedLead() {
  const baton = await aBaton({ switches: QUIET });
  const id = await baton.postOne(aDemoRequest());
  const started: [FollowUpTimer, number][] = [];
  const followUps = {
    start: async (timer: FollowUpTimer, waitSeconds: number) => void started.push([timer, waitSeconds]),
  };
  const warnAt = addSeconds(baton.now, 0.75 * HOUR);
  return { baton, id, started, warnAt, deps: { leads: baton.deps.leads, followUps } };
}

it('starts a timer only for a step that is due before the sweep looks ahead again', async () => {
  const { baton, id, started, warnAt, deps } = await assignedLead();
  expect(await startNearTimer(id, baton.now, deps)).toBe('not_needed');
  expect(await startTimersAhead(baton.now, deps)).toBe(0);
  expect(await startNearTimer(id, addSeconds(warnAt, -90), deps)).toBe('started');
  expect(await startTimersAhead(addSeconds(warnAt, -30), deps)).toBe(1);
  const timer = { leadId: id, epoch: 1, revision: 1, at: warnAt };
  expect(started).toEqual([
    [timer, 90],
    [timer, 30],
  ]);
});

it('starts no timer for a lead being worked or an overdue step, which the sweep takes itself', async () => {
  const { baton, id, warnAt, deps } = await assignedLead();
  expect(await startTimersAhead(addSeconds(warnAt, HOUR), deps)).toBe(0);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  expect(await startTimersAhead(addSeconds(warnAt, -30), deps)).toBe(0);
  expect(await startNearTimer(id, addSeconds(warnAt, -30), deps)).toBe('not_needed');
});

it('starts a timer although more leads are overdue than it may start timers', async () => {
  const { baton, id, started, warnAt, deps } = await assignedLead();
  for (let lead = 0; lead <= MAX_TIMERS; lead += 1)
    await aStoredLead(baton.deps.leads, 'received', { routeBy: addSeconds(baton.now, -HOUR) });
  expect(await startTimersAhead(addSeconds(warnAt, -30), deps)).toBe(1);
  expect(started.map(([{ leadId }]) => leadId)).toEqual([id]);
});

it('takes every ladder step within a second when timers run, however far ahead it was', async () => {
  const baton = await aBaton({ followUp: 'near_steps' });
  const id = await baton.postOne(aDemoRequest());
  const { stage } = await baton.lead(id);
  if (stage.state !== 'assigned') throw new Error('nobody has it');
  await baton.advance(2 * HOUR);
  const taken = (await baton.deps.leads.timeline(id)).filter(
    ({ type }) => type === 'SlaWarned' || type === 'SlaBreached',
  );
  const due = stage.deadlines.filter(({ kind }) => kind === 'warn' || kind === 'breach').map(({ at }) => at);
  expect(taken).toHaveLength(due.length);
  for (const [index, { at }] of taken.entries()) expect(at <= addSeconds(due[index] ?? '', 1), at).toBe(true);
});
