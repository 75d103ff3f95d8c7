import { describe, expect, it } from 'vitest';
import {
  judgeFeedback,
  judgeLocalMail,
  judgeMail,
  judgeManagers,
  judgeNoSender,
} from '../../../cli/doctor/judge-mail.ts';
import type { MailState } from '../../../cli/doctor/mail-state.ts';
import { aPlan } from '../../support/builders/plan.ts';
import { aRep } from '../../support/builders/rep.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:bounces';
const WELL: MailState = {
  account: {
    ...{ EnforcementStatus: 'HEALTHY', ProductionAccessEnabled: true, SendingEnabled: true },
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 40_000 },
    SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  },
  identity: {
    ...{ VerificationStatus: 'SUCCESS', VerifiedForSendingStatus: true },
    DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS' },
  },
  configurationSet: {
    canSend: true,
    destinations: [
      {
        ...{ Name: 'd', Enabled: true, MatchingEventTypes: ['BOUNCE', 'COMPLAINT'] },
        SnsDestination: { TopicArn: TOPIC },
      },
    ],
  },
};
const judge = (change: Partial<MailState> = {}, identity = 'acme.example') =>
  judgeMail('Baton <leads@acme.example>', identity, { ...WELL, ...change });
const account = (change: Partial<MailState['account']>) => ({ account: { ...WELL.account, ...change } });
const identity = (change: Partial<NonNullable<MailState['identity']>>) => ({
  identity: { ...WELL.identity, ...change },
});

describe('what SES says', () => {
  it('is fine in one line when all is well', () => {
    expect(judge()).toEqual([{ check: 'E-mail', state: 'ok', observed: 'SES sends as Baton <leads@acme.example>' }]);
  });

  it.each<[string, Partial<MailState>, 'failed' | 'warning', RegExp]>([
    ['an identity that SES does not know', { identity: undefined }, 'failed', /Create identity/],
    [
      'one that is not verified',
      identity({ VerifiedForSendingStatus: false, VerificationStatus: 'PENDING' }),
      'failed',
      /CNAME/,
    ],
    ['no DKIM', identity({ DkimAttributes: { SigningEnabled: false, Status: 'SUCCESS' } }), 'warning', /Easy DKIM/],
    ['DKIM to come', identity({ DkimAttributes: { SigningEnabled: true, Status: 'PENDING' } }), 'warning', /CNAME/],
    [
      'a MAIL FROM domain that is not verified',
      identity({
        MailFromAttributes: {
          ...{ MailFromDomain: 'mail.acme.example', MailFromDomainStatus: 'FAILED' },
          BehaviorOnMxFailure: 'REJECT_MESSAGE',
        },
      }),
      'warning',
      /MX and TXT/,
    ],
    ['the sandbox', account({ ProductionAccessEnabled: false }), 'warning', /Request production access/],
    ['a paused account', account({ SendingEnabled: false }), 'failed', /Account dashboard/],
    ['an account that AWS shut', account({ EnforcementStatus: 'SHUTDOWN' }), 'failed', /Account dashboard/],
    ['an account under review', account({ EnforcementStatus: 'PROBATION' }), 'warning', /Reputation/],
    [
      'a set that is switched off',
      { configurationSet: { ...WELL.configurationSet, canSend: false } },
      'failed',
      /Enable sending/,
    ],
    [
      'a quota that is nearly used up',
      account({ SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 161 } }),
      'warning',
      /Request an increase/,
    ],
    [
      'no suppression',
      account({ SuppressionAttributes: { SuppressedReasons: ['BOUNCE'] } }),
      'warning',
      /Suppression list/,
    ],
  ])('names %s, and what to do', (_, change, state, todo) => {
    expect(judge(change)).toEqual([
      { check: 'E-mail', state, observed: expect.any(String), todo: expect.stringMatching(todo) },
    ]);
  });

  it('of an address that is not verified is about its mailbox', () => {
    const [finding] = judge(identity({ VerifiedForSendingStatus: false }), 'leads@acme.example');
    expect(finding?.todo).toMatch(/link in the mail/);
    expect(judge(identity({ DkimAttributes: {} }), 'leads@acme.example')).toMatchObject([{ state: 'ok' }]);
  });

  it('counts the suppression of the configuration set before that of the account', () => {
    const set = (suppressedReasons: string[]) => ({
      configurationSet: { ...WELL.configurationSet, suppressedReasons },
    });
    expect(judge(set([]))).toMatchObject([
      { state: 'warning', observed: expect.stringContaining('bounce or a complaint') },
    ]);
    expect(judge({ ...set(['BOUNCE', 'COMPLAINT']), ...account({ SuppressionAttributes: {} }) })).toMatchObject([
      { state: 'ok' },
    ]);
  });

  it('has no quota to judge where there is no limit', () => {
    const unlimited = { Max24HourSend: -1, MaxSendRate: 1, SentLast24Hours: 9 };
    expect(judge(account({ SendQuota: unlimited }))).toMatchObject([{ state: 'ok' }]);
  });
});

describe('reports of bounces', () => {
  const [destination] = WELL.configurationSet.destinations as [MailState['configurationSet']['destinations'][number]];
  const judgeWith = (change: object, topic: string | undefined = TOPIC) =>
    judgeFeedback(topic, {
      ...WELL,
      configurationSet: { canSend: true, destinations: [{ ...destination, ...change }] },
    }).state;

  it('come to the topic of the stack', () => {
    expect(judgeWith({})).toBe('ok');
  });

  it.each([
    ['are switched off', { Enabled: false }],
    ['leave out complaints', { MatchingEventTypes: ['BOUNCE'] }],
    ['go elsewhere', { SnsDestination: { TopicArn: 'arn:other' } }],
  ])('fail when they %s', (_, change) => {
    expect(judgeWith(change)).toBe('failed');
  });

  it('fail when the stack has no topic', () => {
    expect(judgeFeedback(undefined, WELL)).toMatchObject({
      state: 'failed',
      observed: 'nobody is told of a bounce or a complaint: no other channel is tried then',
    });
  });
});

it('an environment without a sender is fine while nobody has an address', () => {
  const addresses = { email: 'kim@acme.example' };
  expect(judgeNoSender([aRep(), aRep({ addresses, active: false })])).toMatchObject([{ state: 'ok' }]);
  expect(judgeNoSender([aRep({ addresses })])).toMatchObject([
    { state: 'warning', observed: 'no sender, but 1 of 1 active people have an address' },
  ]);
});

it('managers without an address are named, unless they want no mails', () => {
  const plan = aPlan();
  const mia = aRep({ id: 'mia' });
  expect(judgeManagers(plan, [mia, aRep()])).toMatchObject([
    { state: 'warning', observed: 'mia: no digest in the morning, since there is no address' },
  ]);
  expect(judgeManagers(plan, [aRep({ id: 'mia', reach: { reports: false } })])).toEqual([]);
  expect(judgeManagers(plan, [aRep({ id: 'mia', addresses: { email: 'mia@acme.example' } })])).toEqual([]);
  expect(judgeManagers(plan, [aRep({ id: 'mia', active: false })])).toEqual([]);
  expect(judgeManagers(undefined, [mia])).toEqual([]);
});

it('the local cloud is not judged', () => {
  expect(judgeLocalMail()).toMatchObject([{ state: 'unknown', observed: expect.stringMatching(/DKIM, sandbox/) }]);
});
