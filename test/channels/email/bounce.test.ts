import { expect, it } from 'vitest';
import { encodeNoticeId, readBounce } from '../../../shared/channels/email/bounce.ts';

const MAIL = {
  messageId: 'mail-1',
  destination: ['kim@acme.example'],
  tags: { 'ses:configuration-set': ['mails'], lead: ['lead_1'], notice: [encodeNoticeId('lead_1.1.assigned')] },
};
const read = (report: object) => readBounce(JSON.stringify(report));

it('reads permanent bounces and complaints, by ids only', () => {
  const bounce = { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: [] };
  expect(read({ eventType: 'Bounce', bounce, mail: MAIL })).toEqual({
    ...{ lead: 'lead_1', notice: 'lead_1.1.assigned', because: 'bounced' },
  });
  expect(read({ eventType: 'Complaint', complaint: {}, mail: MAIL })?.because).toBe('complained');
});

it.each([
  ['a bounce that may pass', { eventType: 'Bounce', bounce: { bounceType: 'Transient' }, mail: MAIL }],
  ['a bounce of unknown kind', { eventType: 'Bounce', bounce: { bounceType: 'Undetermined' }, mail: MAIL }],
  ['a delivery', { eventType: 'Delivery', mail: MAIL }],
  ['a mail that is no notification', { eventType: 'Complaint', mail: { ...MAIL, tags: {} } }],
])('ignores %s', (_, report) => {
  expect(read(report)).toBeUndefined();
});

it('ignores the text by which SES tries the topic', () => {
  expect(readBounce('Successfully validated SNS topic for Amazon SES event publishing.')).toBeUndefined();
});
