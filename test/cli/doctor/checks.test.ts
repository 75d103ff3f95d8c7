import { describe, expect, it } from 'vitest';
import {
  judgeAlarmTopics,
  judgeConcurrency,
  judgeDeadLetters,
  judgeHook,
  judgePeople,
  judgeProofs,
  judgeProtection,
  judgeReview,
  judgeSchedules,
  judgeSecrets,
  judgeStack,
  judgeSweep,
  judgeTeams,
} from '../../../cli/doctor/checks.ts';
import { formatFinding, runChecks } from '../../../cli/finding.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const beat = { at: MONDAY, healed: 2, failed: 0, mostOverdueSeconds: 0 };

describe('the doctor', () => {
  it.each([
    ['a recent sweep', judgeSweep(beat, minutesAfterMonday(1)), 'ok'],
    ['a sweep with three missed runs', judgeSweep(beat, minutesAfterMonday(4)), 'failed'],
    ['a sweep that never ran', judgeSweep(undefined, MONDAY), 'failed'],
    [
      'a sweep that leaves a lead overdue',
      judgeSweep({ ...beat, mostOverdueSeconds: 700 }, minutesAfterMonday(1)),
      'failed',
    ],
    ['a sweep with a failure', judgeSweep({ ...beat, failed: 1 }, minutesAfterMonday(1)), 'warning'],
    ['a finished deployment', judgeStack('UPDATE_COMPLETE'), 'ok'],
    ['a deployment in progress', judgeStack('UPDATE_IN_PROGRESS'), 'warning'],
    ['a deployment that was rolled back', judgeStack('UPDATE_ROLLBACK_COMPLETE'), 'failed'],
    ['a hook that refuses unknown senders', judgeHook('website', 401), 'ok'],
    ['a hook that accepts anything', judgeHook('website', 202), 'failed'],
    ['a missing hook', judgeHook('website', 404), 'failed'],
    ['the usual concurrency', judgeConcurrency(1000), 'ok'],
    ['the concurrency of a new account', judgeConcurrency(10), 'warning'],
  ] as const)('%s is judged', (_what, finding, state) => {
    expect(finding.state).toBe(state);
    expect(finding.todo === undefined).toBe(state === 'ok');
  });

  it('names the people of the plan who do not exist or have left, with what they are named for', () => {
    expect(judgePeople([]).map(({ state }) => state)).toEqual(['ok']);
    const missing = { rep: 'kim', why: 'left', roles: ['manager of sdr', 'owner of events'] } as const;
    expect(judgePeople([missing])).toEqual([
      expect.objectContaining({ state: 'warning', observed: 'kim (manager of sdr, owner of events) has left' }),
    ]);
  });

  it('says from its day on that a change of the plan is to be reviewed', () => {
    const change = { why: 'DACH split', expect: '61% -> 80%' };
    const review = { version: 3, dueOn: MONDAY.slice(0, 10), change, changes: [] };
    expect(judgeReview(undefined, MONDAY)).toEqual([]);
    expect(judgeReview({ ...review, dueOn: '2999-01-01' }, MONDAY).map(({ state }) => state)).toEqual(['ok']);
    expect(judgeReview(review, MONDAY)).toEqual([
      expect.objectContaining({ state: 'warning', observed: expect.stringContaining('DACH split; expected: 61%') }),
    ]);
    const changes = [{ kind: 'teams', rows: 1, by: 'ivo', at: MONDAY }] as const;
    expect(judgeReview({ ...review, changes }, MONDAY)).toEqual([
      expect.objectContaining({ observed: expect.stringContaining('imported since: teams once') }),
    ]);
  });

  it('names each non-empty dead-letter queue', () => {
    expect(judgeDeadLetters([{ name: 'A', messages: 0 }]).map(({ state }) => state)).toEqual(['ok']);
    const found = judgeDeadLetters([
      { name: 'NotRelayed', messages: 3 },
      { name: 'A', messages: 0 },
    ]);
    expect(found).toEqual([expect.objectContaining({ state: 'failed', observed: '3 in NotRelayed' })]);
  });

  it('names each alarm topic that reaches nobody, and whoever has not confirmed, with what to do next', () => {
    const arn = 'arn:aws:sns:eu-central-1:111122223333:topic';
    const pending = [{ protocol: 'email', address: 'revops@acme.example' }];
    expect(judgeAlarmTopics([{ topic: 'page', arn, confirmed: 1, pending: [] }]).map(({ state }) => state)).toEqual([
      'ok',
    ]);
    const [unconfirmed, nobody] = judgeAlarmTopics([
      { topic: 'page', arn, confirmed: 0, pending },
      { topic: 'tell', arn, confirmed: 0, pending: [] },
    ]);
    expect(unconfirmed).toMatchObject({
      state: 'warning',
      observed: 'page: 0 confirmed; not confirmed: revops@acme.example',
      todo: expect.stringContaining(`--topic-arn ${arn} --protocol email --notification-endpoint revops@acme.example`),
    });
    expect(nobody).toMatchObject({
      state: 'warning',
      observed: expect.stringContaining('tell: nobody is subscribed'),
      todo: expect.stringContaining('alarmSubscribers.tell'),
    });
    expect(judgeAlarmTopics([])[0]?.state).toBe('failed');
  });

  it('names each schedule that is off or gone, and fails when there are none', () => {
    const found = judgeSchedules([
      { name: 'EveryMinute', enabled: true },
      { name: 'Recycle', enabled: false },
      { name: 'Old', enabled: undefined },
    ]);
    expect(found.map(({ observed: seen }) => seen)).toEqual(['Recycle is off', 'Old is gone']);
    expect(judgeSchedules([{ name: 'EveryMinute', enabled: true }])[0]?.state).toBe('ok');
    expect(judgeSchedules([])[0]?.state).toBe('failed');
  });

  it('warns of a stack that can be deleted by mistake, where data is kept', () => {
    const prod = { name: 'prod', keepData: true } as const;
    expect(judgeProtection(prod, true).map(({ state }) => state)).toEqual(['ok']);
    expect(judgeProtection(prod, false)).toEqual([
      expect.objectContaining({ state: 'warning', todo: expect.stringContaining('protectFromDeletion of prod') }),
    ]);
    expect(judgeProtection({ name: 'dev', keepData: false }, false)).toEqual([]);
  });

  it('names each secret without a value and each team without people', () => {
    expect(judgeSecrets({ links: true, 'secret of source ads': false }).map(({ observed: seen }) => seen)).toEqual([
      'secret of source ads has no value',
    ]);
    expect(judgeTeams({ sdr: 2, ae: 0 })).toEqual([
      expect.objectContaining({ state: 'warning', observed: 'ae has no active member' }),
    ]);
    expect([...judgeSecrets({ links: true }), ...judgeTeams({ sdr: 1 })].map(({ state }) => state)).toEqual([
      'ok',
      'ok',
    ]);
  });

  it('continues when a check cannot run', async () => {
    const told: string[] = [];
    const findings = await runChecks(
      [
        {
          name: 'Quotas',
          run: async () => {
            throw new Error('AccessDenied');
          },
        },
        { name: 'Stack', run: async () => [judgeStack('CREATE_COMPLETE')] },
      ],
      (finding) => told.push(formatFinding(finding)),
    );
    expect(findings.map(({ state }) => state)).toEqual(['unknown', 'ok']);
    expect(told).toEqual([
      '? Quotas         the check could not run: AccessDenied',
      '✓ Stack          CREATE_COMPLETE',
    ]);
  });

  it('says what to do on a separate line', () => {
    expect(formatFinding(judgeHook('website', 500))).toBe(
      '✗ Hooks          website answers 500\n                 → docs/runbook.md#receive-lead',
    );
  });
});

it('warns of a source that believes whoever knows its address', () => {
  const sources = [
    { id: 'open', proof: { by: 'address' } },
    { id: 'query', proof: { by: 'query', name: 's' } },
    { id: 'plain' },
  ] as const;
  expect(judgeProofs(sources)).toMatchObject([
    { check: 'Hooks', state: 'warning', observed: expect.stringContaining('open') },
  ]);
});
