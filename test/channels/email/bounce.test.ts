import { expect, it } from 'vitest';
import { encodeTagId, readBounce } from '../../../shared/channels/email/bounce.ts';

const MAIL = {
  messageId: 'mail-1',
  destination: ['kim@acme.example'],
  tags: { 'ses:configuration-set': ['mails'], lead: ['lead_1'], notice: [encodeTagId('lead_1.1.assigned')] },
};
const read = (report: object) => readBounce(JSON.stringify(report));

it('reads permanent bounces and complaints, by ids only', () => {
  const bounce = { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: [] };
  expect(read({ eventType: 'Bounce', bounce, mail: MAIL })).toEqual({
    ...{ lead: 'lead_1', notice: 'lead_1.1.assigned', because: 'bounced' },
  });
  expect(read({ eventType: 'Complaint', complaint: {}, mail: MAIL })?.because).toBe('complained');
});

it('reads of a digest which it was', () => {
  const mail = { ...MAIL, tags: { digest: [encodeTagId('weekly.2026-11-16.kim')] } };
  expect(read({ eventType: 'Complaint', mail })).toEqual({ digest: 'weekly.2026-11-16.kim', because: 'complained' });
});

it.each([
  ['a bounce that may pass', { eventType: 'Bounce', bounce: { bounceType: 'Transient' }, mail: MAIL }],
  ['a bounce of unknown kind', { eventType: 'Bounce', bounce: { bounceType: 'Undetermined' }, mail: MAIL }],
  ['a delivery', { eventType: 'Delivery', mail: MAIL }],
  ['a mail that is neither notification nor digest', { eventType: 'Complaint', mail: { ...MAIL, tags: {} } }],
])('ignores %s', (_, report) => {
  expect(read(report)).toBeUndefined();
});

it('ignores the text by which SES tries the topic', () => {
  expect(readBounce('Successfully validated SNS topic for Amazon SES event publishing.')).toBeUndefined();
});
