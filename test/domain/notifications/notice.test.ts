import { describe, expect, it } from 'vitest';
import {
  canBeSent,
  endNotice,
  type Notice,
  type NoticeAttempt,
  refuseSent,
} from '../../../shared/domain/notifications/notice.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const FACTS = { id: 'n1', lead: 'lead_1', to: 'kim', occasion: 'assigned' } as const;
const attempt = (outcome: NoticeAttempt['outcome'], channel = 'webhook'): NoticeAttempt => ({
  channel,
  at: MONDAY,
  outcome,
});
const aNotice = (status: Notice['status']): Notice => ({ ...FACTS, status, at: MONDAY, attempts: [] });

describe('a notice', () => {
  it.each(['failing', 'not_reached'] as const)('may be sent again when it is %s', (status) => {
    expect(canBeSent(aNotice(status), MONDAY)).toBe('yes');
  });

  it('is sent once', () => {
    expect(canBeSent(undefined, MONDAY)).toBe('yes');
    expect(canBeSent(aNotice('sent'), minutesAfterMonday(9_999))).toBe('sent_before');
  });

  it('is left to its sender for a minute', () => {
    expect(canBeSent(aNotice('sending'), minutesAfterMonday(0.99))).toBe('being_sent');
    expect(canBeSent(aNotice('sending'), minutesAfterMonday(1))).toBe('yes');
  });

  it.each([
    [['refused', 'sent'], 'sent'],
    [['refused', 'unavailable'], 'failing'],
    [['unavailable', 'refused'], 'failing'],
    [['refused', 'refused'], 'not_reached'],
    [[], 'not_reached'],
  ] as const)('after the attempts %j is %s', (outcomes, status) => {
    const attempts = outcomes.map((outcome) => attempt(outcome));
    expect(endNotice({ ...FACTS, earlier: [] }, attempts, MONDAY)).toEqual({ ...FACTS, status, at: MONDAY, attempts });
  });

  it('keeps its ten newest attempts, and the reference', () => {
    const earlier = Array.from({ length: 10 }, (_, index) => attempt('unavailable', `channel-${index}`));
    const ended = endNotice({ ...FACTS, earlier }, [attempt('sent')], MONDAY, 'message-1');
    expect(ended.attempts.map(({ channel }) => channel)).toEqual([
      ...earlier.slice(1).map(({ channel }) => channel),
      'webhook',
    ]);
    expect(ended.reference).toBe('message-1');
  });
});

describe('a notice whose channel did not deliver it', () => {
  const sent: Notice = { ...aNotice('sent'), attempts: [attempt('refused', 'webhook'), attempt('sent', 'email')] };
  const bounced = { channel: 'email', because: 'bounced' };

  it('is to be sent by another one', () => {
    const refused = refuseSent(sent, bounced, minutesAfterMonday(1));
    expect(refused).toMatchObject({
      status: 'failing',
      at: minutesAfterMonday(1),
      attempts: [{ channel: 'webhook' }, { channel: 'email', outcome: 'refused', because: 'bounced' }],
    });
    expect(refused && canBeSent(refused, minutesAfterMonday(1))).toBe('yes');
    expect(refused && refuseSent(refused, bounced, minutesAfterMonday(2))).toBe(refused);
  });

  it('stays as it is when another channel had taken it, or has taken it since', () => {
    expect(refuseSent({ ...sent, attempts: [attempt('sent', 'webhook')] }, bounced, MONDAY)).toBeUndefined();
    const again = { ...sent, attempts: [attempt('refused', 'email'), attempt('sent', 'webhook')] };
    expect(refuseSent(again, bounced, MONDAY)).toBeUndefined();
  });
});
