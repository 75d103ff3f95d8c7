import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, LeadEventSchema, ReasonCodeSchema } from '../../../shared/domain/lead/events.ts';
import { SAMPLE_DATA } from '../../support/builders/event.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const envelope = { id: 'evt_1', lead: 'lead_1', seq: 1, at: MONDAY, actor: { kind: 'system' } };
const accepts = (event: unknown): boolean => LeadEventSchema.safeParse(event).success;

describe.each(EVENT_TYPES)('%s', (type) => {
  const event = { ...envelope, type, data: SAMPLE_DATA[type] };

  it('is accepted unchanged', () => {
    expect(LeadEventSchema.parse(event)).toEqual(event);
  });

  it.each([
    ['a copy of the state', { stage: aLead('assigned').stage }],
    ['a copy of the lead', { after: aLead() }],
    ['features', { features: { country: 'DE' } }],
    ['an e-mail', { email: 'nora.lind@lindwerk.example' }],
    ['a name', { name: 'Nora Lind' }],
  ])('is rejected with %s, in its data and beside it', (_, extra) => {
    expect(accepts({ ...event, data: { ...event.data, ...extra } })).toBe(false);
    expect(accepts({ ...event, ...extra })).toBe(false);
  });

  it('is rejected when a required field is missing', () => {
    for (const key of Object.keys(event)) expect(accepts({ ...event, [key]: undefined })).toBe(false);
    expect(accepts({ ...event, data: {} })).toBe(false);
  });
});

describe('every event', () => {
  const event = { ...envelope, type: 'FirstResponseMade', data: SAMPLE_DATA.FirstResponseMade };

  it.each([
    ['an unknown type', { type: 'LeadVanished' }],
    ['no position on the timeline', { seq: 0 }],
    ['a fractional position', { seq: 1.5 }],
    ['a time without milliseconds', { at: '2026-11-23T09:00:00Z' }],
    ['a time in another zone', { at: '2026-11-23T09:00:00.000+01:00' }],
    ['an empty id', { id: '' }],
    ['an id that is too long', { id: 'x'.repeat(129) }],
    ['a person with more than an id', { actor: { kind: 'person', id: 'mia', email: 'mia@baton.example' } }],
    ['a system with a name', { actor: { kind: 'system', id: 'r2' } }],
    ['a sentence for a reason', { data: { ...event.data, how: 'Called Nora twice' } }],
    ['an address for a reason', { data: { ...event.data, how: 'nora@lindwerk.example' } }],
    ['the data of another type', { data: SAMPLE_DATA.LeadReceived }],
  ])('is refused with %s', (_, change) => {
    expect(accepts(event)).toBe(true);
    expect(accepts({ ...event, ...change })).toBe(false);
  });

  it('names in its error what is wrong, never the value', () => {
    const refused = LeadEventSchema.safeParse({ ...event, data: { ...event.data, how: 'nora@lindwerk.example' } });
    expect(JSON.stringify(refused.error?.issues)).not.toContain('nora');
    expect(refused.error?.issues[0]?.path).toEqual(['data', 'how']);
  });
});

describe('a reason code', () => {
  it.each(['no_answer', 'all_full', 'skill:language', '404', 'v1.2-a'])('may be %s', (code) => {
    expect(ReasonCodeSchema.safeParse(code).success).toBe(true);
  });

  it.each(['', 'No', 'two words', 'a@b', '_x', '+4930123', `x${'y'.repeat(64)}`])('may not be "%s"', (code) => {
    expect(ReasonCodeSchema.safeParse(code).success).toBe(false);
  });
});
