import { beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { InMemoryDigests } from '../../../shared/adapters/in-memory/in-memory-digests.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Rep } from '../../../shared/domain/team/rep.ts';
import type { MailResult } from '../../../shared/ports/mailer.ts';
import { sendManagerMails } from '../../../shared/use-cases/notifications/send-manager-mails.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { aCalendar, aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { storeTally } from '../../support/builders/tally.ts';
import { recordCalls } from '../../support/count-store-calls.ts';

/** Tuesday 09:00 in Berlin, when the office opens. */
const OPENING = '2026-11-24T08:00:00.000Z';
const NEXT_DAY = '2026-11-25T08:00:00.000Z';
const NEXT_WEEK = '2026-12-01T08:00:00.000Z';
const before = (at: Instant) => at.replace(':00:00', ':59:00').replace('T08', 'T07');

describe('mails to managers', () => {
  let deps: InMemoryDeps;
  let digests: InMemoryDigests;
  let sent: string[];
  let answer: MailResult | 'down';
  beforeEach(async () => {
    deps = createInMemoryDeps();
    digests = new InMemoryDigests();
    sent = [];
    answer = { outcome: 'sent', id: 'm' };
    const teams = {
      sdr: aTeam({ hours: 'office' }),
      ae: aTeam({ id: 'ae', manager: 'ana', hours: 'late' }),
    };
    const calendars = { office: aCalendar('09:00', '17:00'), late: aCalendar('12:00', '20:00'), always: aCalendar() };
    await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan({ teams, calendars }) })));
    await aStoredLead(deps.leads, 'queued');
    await aStoredLead(deps.leads, 'queued', { team: 'ae' });
  });

  const save = (id: string, overrides: Partial<Rep> = {}) =>
    saveReps(deps.reps, aRep({ id, teams: {}, addresses: { email: `${id}@acme.example` }, ...overrides }));
  const run = (now: Instant) =>
    sendManagerMails(now, {
      ...deps,
      digestStore: digests,
      managerMailer: {
        send: async (id, { kind, report }, person) => {
          if (answer === 'down') throw new Error('down');
          if (answer.outcome === 'sent') sent.push(`${kind} ${person.id} ${id}`);
          expect(report.to).toBe(person.id);
          return answer;
        },
      },
    });
  const countWeek = () =>
    storeTally(deps.world, {
      postings: [{ to: { cell: { day: '2026-11-17', source: 'w', team: 'sdr' } }, counters: { assigned: 1 } }],
    });

  it('go out when the hours of the team that they manage begin, each day once', async () => {
    await save('mia');
    expect(await run(before(OPENING))).toEqual({ sent: 0, failed: 0 });
    expect(await run(OPENING)).toEqual({ sent: 1, failed: 0 });
    expect(await run(OPENING)).toEqual({ sent: 0, failed: 0 });
    expect(await run('2026-11-24T15:00:00.000Z')).toEqual({ sent: 0, failed: 0 });
    await run(NEXT_DAY);
    expect(sent).toEqual(['morning mia morning.2026-11-24.mia', 'morning mia morning.2026-11-25.mia']);
  });

  it('go out once even if two runs meet', async () => {
    await save('mia');
    await Promise.all([run(OPENING), run(OPENING), run(OPENING)]);
    expect(sent).toHaveLength(1);
  });

  it('follow hours of their own and the time that they prefer', async () => {
    await save('mia', { hours: 'late' });
    await save('ana', { reach: { digest: '08:30' } });
    await run('2026-11-24T07:30:00.000Z');
    expect(sent).toEqual(['morning ana morning.2026-11-24.ana']);
    await run('2026-11-24T11:00:00.000Z');
    expect(sent).toHaveLength(2);
  });

  it('with the week go out once a week, on the first work day: to managers and the owner of the plan', async () => {
    countWeek();
    // It waits for the owner of the plan, who manages no team.
    await aStoredLead(deps.leads, 'parked');
    await save('mia', { leaves: [{ from: '2026-11-23T00:00:00.000Z', until: '2026-11-24T00:00:00.000Z' }] });
    await save('dana', { hours: 'office' });
    await run('2026-11-23T08:00:00.000Z');
    expect(sent).toEqual(['weekly dana weekly.2026-11-16.dana']);
    await run(OPENING);
    await run(NEXT_DAY);
    expect(sent.filter((one) => one.startsWith('weekly'))).toEqual([
      'weekly dana weekly.2026-11-16.dana',
      'weekly mia weekly.2026-11-16.mia',
    ]);
    // In the week after it there is still a week before to compare.
    await run(NEXT_WEEK);
    expect(sent.at(-1)).toBe('weekly dana weekly.2026-11-23.dana');
  });

  it('are not sent when there is nothing to say, not even later that day', async () => {
    const teams = { sdr: aTeam({ hours: 'office' }) };
    const quiet = aPlan({ teams, calendars: { office: aCalendar('09:00', '17:00'), always: aCalendar() } });
    const empty = createInMemoryDeps();
    await empty.plans.activate(await empty.plans.publish(aDraft({ plan: quiet })));
    await saveReps(empty.reps, aRep({ id: 'mia', teams: {}, addresses: { email: 'mia@acme.example' } }));
    deps = empty;
    expect(await run(OPENING)).toEqual({ sent: 0, failed: 0 });
    await aStoredLead(deps.leads, 'queued');
    expect(await run('2026-11-24T12:00:00.000Z')).toEqual({ sent: 0, failed: 0 });
    expect(await digests.get('morning.2026-11-24.mia')).toMatchObject({ status: 'empty' });
    expect(await run(NEXT_DAY)).toEqual({ sent: 1, failed: 0 });
  });

  it.each<[string, Partial<Rep>]>([
    ['who have no address', { addresses: {} }],
    ['who want none', { reach: { reports: false } }],
    ['who have left', { active: false }],
  ])('are not for people %s', async (_, person) => {
    countWeek();
    await save('mia', person);
    expect(await run(OPENING)).toEqual({ sent: 0, failed: 0 });
  });

  it('are not sent in shadow mode, nor without a plan', async () => {
    await save('mia');
    deps.world.mode = 'shadow';
    expect(await run(OPENING)).toEqual({ sent: 0, failed: 0 });
    deps.world.mode = 'live';
    deps.world.activePlan = undefined;
    expect(await run(OPENING)).toEqual({ sent: 0, failed: 0 });
  });

  it.each<['down' | MailResult, string]>([
    ['down', 'no_answer'],
    [{ outcome: 'refused', because: 'rejected' }, 'rejected'],
  ])('that fail (%j) are tried again by the next run, and hold up nobody else', async (failure, because) => {
    await save('mia');
    await save('ana', { hours: 'office' });
    answer = failure;
    expect(await run(OPENING)).toEqual({ sent: 0, failed: 2 });
    expect(await digests.get('morning.2026-11-24.mia')).toMatchObject({ status: 'failing', because });
    answer = { outcome: 'sent', id: 'm' };
    expect(await run(OPENING)).toEqual({ sent: 2, failed: 0 });
  });

  it('are tried again if the run broke off', async () => {
    await save('mia');
    await digests.begin({ id: 'morning.2026-11-24.mia', kind: 'morning', to: 'mia' }, OPENING);
    expect(await run('2026-11-24T08:01:00.000Z')).toEqual({ sent: 0, failed: 0 });
    expect(await run('2026-11-24T08:05:00.000Z')).toEqual({ sent: 1, failed: 0 });
  });

  it('count each day of a report once, however many managers there are', async () => {
    countWeek();
    await save('mia');
    await save('ana', { hours: 'office' });
    const days: string[] = [];
    const reports = recordCalls(deps.reports, (_, [day]) => days.push(String(day)));
    deps = { ...deps, reports };
    await run(OPENING);
    expect(sent).toHaveLength(3);
    expect(days).toContain('2026-11-17');
    expect(days.length).toBe(new Set(days).size);
  });
});
