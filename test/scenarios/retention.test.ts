import { expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { DEFAULT_PRIVACY } from '../../shared/domain/plan/privacy.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import { type RetentionRun, runRetentionPage } from '../../shared/use-cases/privacy/retention-run.ts';
import { aRecycling } from '../support/builders/plan.ts';
import { aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { anErasableOffice, everything } from './an-erasable-office.ts';
import { expectInvariants } from './invariants.ts';
import { advanceByDueDates, SWEEP_ONLY } from './years.ts';

const LONG_WAIT = { later: { track: 'calendar', atMostSeconds: 2000 * DAY } };
const PLAN = {
  privacy: { ...DEFAULT_PRIVACY, rawBody: { count: 90, unit: 'd' }, closedLead: { count: 24, unit: 'mo' } },
  recycling: aRecycling({ reasons: { ...aRecycling().reasons, ...LONG_WAIT } }),
} as const;
/** From 23 November 2026 to the same day and time of 2028. */
const TWO_YEARS = 731 * DAY;

/** Runs what the schedule runs once a day, and returns how many leads and bodies it erased. */
async function runDay(now: string, deps: PrivacyDeps) {
  const erased = { erasures: 0, leads: 0, bodies: 0 };
  let run: RetentionRun = { task: 'erasures', page: 0, done: false };
  while (!run.done) {
    const { did, ...next } = await runRetentionPage(run, { now, bodyRetentionDays: 365 }, deps);
    expect(did.failed).toBe(0);
    erased[did.task] += did.count;
    run = next;
  }
  return erased;
}

it('forgets who was last heard of two years ago, and nobody else', async () => {
  const { baton, canaries, deps, records, person } = await anErasableOffice({ plan: PLAN, switches: SWEEP_ONLY });
  const [gone, open, resting] = [
    await baton.postOne(person),
    await baton.postOne(aDemoRequest('zoe')),
    await baton.postOne(aDemoRequest('yan')),
  ];
  await answerAsOwner(baton, gone, { answer: 'disqualified', reason: 'no_need' });
  await answerAsOwner(baton, resting, { answer: 'not_now', until: addSeconds(baton.now, 1000 * DAY) });
  expect(await runDay(baton.now, deps)).toEqual({ erasures: 0, leads: 0, bodies: 0 });

  await advanceByDueDates(baton, 90 * DAY);
  expect(await runDay(baton.now, deps)).toEqual({ erasures: 0, leads: 0, bodies: 3 });
  expect(canaries.in(await everything(baton, records))).not.toEqual([]);

  await advanceByDueDates(baton, TWO_YEARS - 90 * DAY - 1);
  expect((await runDay(baton.now, deps)).leads).toBe(0);
  const counted = [...(await deps.leads.timeline(gone))];
  await advanceByDueDates(baton, 1);
  expect(await runDay(baton.now, deps)).toEqual({ erasures: 0, leads: 1, bodies: 0 });

  expect(canaries.in(await everything(baton, records))).toEqual([]);
  expect(await baton.lead(gone)).toMatchObject({ stage: { outcome: 'disqualified', reason: 'no_need' } });
  expect((await deps.leads.timeline(gone)).slice(0, -1)).toEqual(counted);
  expect((await deps.leads.timeline(gone)).at(-1)).toMatchObject({
    type: 'LeadForgotten',
    actor: { kind: 'system' },
    data: { because: 'retention' },
  });
  for (const id of [open, resting]) expect(await deps.leads.person(id)).toBeDefined();
  expect((await baton.lead(resting)).stage.state).toBe('nurturing');
  expect((await baton.lead(open)).stage.state).not.toBe('closed');
  expect(await runDay(baton.now, deps)).toEqual({ erasures: 0, leads: 0, bodies: 0 });
  await expectInvariants(baton);
});

it('measures a person who wrote again by their last lead', async () => {
  const { baton, canaries, deps, records, person } = await anErasableOffice({ plan: PLAN, switches: SWEEP_ONLY });
  const first = await baton.postOne(person);
  await answerAsOwner(baton, first, { answer: 'disqualified', reason: 'no_need' });
  await advanceByDueDates(baton, 300 * DAY);
  const second = await baton.postOne({ ...person, message: 'it is me again' });
  expect(second).not.toBe(first);
  await answerAsOwner(baton, second, { answer: 'disqualified', reason: 'no_need' });

  await advanceByDueDates(baton, TWO_YEARS - 1 * DAY);
  expect((await runDay(baton.now, deps)).leads).toBe(0);
  expect(await deps.leads.person(first)).toMatchObject({ email: person.email });
  await advanceByDueDates(baton, 2 * DAY);
  expect((await runDay(baton.now, deps)).leads).toBe(2);
  expect(canaries.in(await everything(baton, records))).toEqual([]);
});
