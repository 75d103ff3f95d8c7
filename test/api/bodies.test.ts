import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { ActivityBatch } from '../../shared/api/activities.ts';
import { AnswerBody, AnswerForm } from '../../shared/api/answers.ts';
import { AssignmentBody, LeadBody, LeadListQuery } from '../../shared/api/leads.ts';
import { ActivePlanBody, PlanBody } from '../../shared/api/plans.ts';
import { AvailabilityBody, RepBody } from '../../shared/api/reps.ts';
import { leadIdField, timeZoneField } from '../../shared/api/values.ts';
import { issuesToFieldErrors } from '../../shared/runtime/http/field-errors.ts';

/** Returns the invalid fields of a body; none when it is valid. */
function invalidFieldsOf(schema: z.ZodType, body: unknown): readonly string[] {
  const issues = schema.safeParse(body).error?.issues ?? [];
  return issuesToFieldErrors('body', issues, body).map(({ field, expected }) => `${field} ${expected}`);
}

describe('NewLead', () => {
  it('accepts every form field, converts times to UTC and fills in defaults', () => {
    const lead = LeadBody.parse({
      email: 'ada.quill@example.com',
      phone: ' +49 30 1234567 ',
      country: 'DE',
      touch: 'demo_request',
      submittedAt: '2026-11-21T21:12:00+01:00',
      fields: { employees: '100-999' },
    });
    expect(lead).toEqual({
      email: 'ada.quill@example.com',
      phone: '+49 30 1234567',
      country: 'DE',
      touch: 'demo_request',
      submittedAt: '2026-11-21T20:12:00.000Z',
      source: 'api',
      externalIds: [],
      test: false,
      fields: { employees: '100-999' },
    });
  });

  it.each([
    [{}, ' at least one of email, phone, website, externalIds: a lead that nobody can reach is none'],
    [{ email: 'ada' }, '/email e-mail address'],
    [{ email: 'ada@acme.example', name: ' ' }, '/name at least 1 character'],
    [{ email: 'ada@acme.example', name: 'x'.repeat(201) }, '/name at most 200 characters'],
    [{ email: 'ada@acme.example', emial: 'x' }, '/emial no such field'],
    [
      { email: 'ada@acme.example', touch: 'Demo Request!' },
      '/touch must be a code of lower-case letters, digits, _ : . - (at most 64 characters), not a sentence',
    ],
    [{ email: 'ada@acme.example', submittedAt: 'yesterday' }, '/submittedAt UTC time such as 2026-11-21T20:12:00.000Z'],
    [{ email: 'ada@acme.example', fields: { size: 5 } }, '/fields/size text'],
    [
      { email: 'ada@acme.example', fields: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`f${n}`, ''])) },
      '/fields at most 100 fields',
    ],
  ])('says of %j: %s', (body, wrong) => {
    expect(invalidFieldsOf(LeadBody, body)).toEqual([wrong]);
  });
});

describe('activities', () => {
  const call = { kind: 'call', direction: 'outbound' } as const;

  it('name a lead by its id or an external id, and convert times to UTC', () => {
    const activity = {
      ...call,
      lead: 'lead_01',
      externalId: 'hubspot:901',
      at: '2026-11-21T21:12:00+01:00',
      rep: 'kim',
    };
    expect(ActivityBatch.parse({ activities: [activity] })).toEqual({
      activities: [{ ...activity, at: '2026-11-21T20:12:00.000Z' }],
    });
  });

  it.each([
    [{ activities: [] }, '/activities at least 1 entry'],
    [
      { activities: Array.from({ length: 101 }, () => ({ ...call, lead: 'lead_01' })) },
      '/activities at most 100 entries',
    ],
    [{ activities: [call] }, '/activities/0 lead or externalId'],
    [{ activities: [{ ...call, externalId: '901' }] }, '/activities/0/externalId system and id, such as hubspot:901'],
    [
      { activities: [{ ...call, externalId: 'mail:ada@quill.example' }] },
      '/activities/0/externalId system and id, such as hubspot:901',
    ],
    [{ activities: [{ ...call, lead: 'lead_01', kind: 'Called her' }] }, /^\/activities\/0\/kind /],
    [
      { activities: [{ ...call, lead: 'lead_01', direction: 'up' }] },
      '/activities/0/direction one of: inbound, outbound',
    ],
    [{ activities: [{ ...call, lead: 'lead_01', note: 'x' }] }, '/activities/0/note no such field'],
  ])('says of %j: %s', (body, wrong) => {
    expect(invalidFieldsOf(ActivityBatch, body)).toEqual([expect.stringMatching(wrong)]);
  });
});

describe('Answer', () => {
  it.each([
    { answer: 'contacted' },
    { answer: 'contacted', how: 'call_30s' },
    { answer: 'qualified' },
    { answer: 'declined' },
    { answer: 'declined', reason: 'no_time' },
    { answer: 'misrouted', reason: 'territory' },
    { answer: 'not_now', until: '2027-01-15' },
    { answer: 'not_now', reason: 'no_budget' },
    { answer: 'disqualified', reason: 'student' },
    { answer: 'converted', amount: 1200.5, opportunity: '006Ab' },
  ])('accepts %j with an epoch, and not without', (body) => {
    expect(AnswerBody.parse({ ...body, epoch: 1 })).toEqual({ ...body, epoch: 1 });
    expect(invalidFieldsOf(AnswerBody, body)).toEqual(['/epoch number']);
  });

  it.each([
    [
      { answer: 'later', epoch: 1 },
      '/answer one of: contacted, qualified, accepted, declined, misrouted, not_now, disqualified, converted',
    ],
    [
      { epoch: 1 },
      '/answer one of: contacted, qualified, accepted, declined, misrouted, not_now, disqualified, converted',
    ],
    [{ answer: 'qualified', epoch: 0 }, '/epoch at least 1'],
    [{ answer: 'qualified', epoch: 1, reason: 'x' }, '/reason no such field'],
    [{ answer: 'misrouted', epoch: 1 }, '/reason text'],
    [{ answer: 'not_now', epoch: 1, until: '2027-02-30' }, '/until date such as 2026-11-21'],
    [{ answer: 'converted', epoch: 1, amount: -1 }, '/amount at least 0'],
    [{ answer: 'converted', epoch: 1, opportunity: 'x y' }, '/opportunity opportunity id: letters, digits, _ and -'],
  ])('says of %j: %s', (body, wrong) => {
    expect(invalidFieldsOf(AnswerBody, body)).toEqual([wrong]);
  });

  it('rejects a sentence as a reason, because it would appear on the timeline', () => {
    expect(invalidFieldsOf(AnswerBody, { answer: 'disqualified', epoch: 1, reason: 'Ada said no' })).toHaveLength(1);
  });
});

describe('AnswerForm', () => {
  it('treats an empty field as no answer', () => {
    expect(AnswerForm.parse({ reason: '', until: '2027-01-15' })).toEqual({ reason: undefined, until: '2027-01-15' });
    expect(AnswerForm.parse({})).toEqual({});
    expect(invalidFieldsOf(AnswerForm, { epoch: '7' })).toEqual(['/epoch no such field']);
  });
});

describe('Assignment', () => {
  it('exceeds a cap only with a reason, and names the assignment seen', () => {
    expect(AssignmentBody.parse({ rep: 'mia.wolf', epoch: 0 })).toEqual({ rep: 'mia.wolf', epoch: 0, overCap: false });
    expect(invalidFieldsOf(AssignmentBody, { rep: 'mia.wolf', epoch: 1, overCap: true })).toEqual([
      '/reason a reason for going over the cap',
    ]);
    expect(invalidFieldsOf(AssignmentBody, { rep: 'mia.wolf', epoch: 1, overCap: true, reason: 'big_deal' })).toEqual(
      [],
    );
    expect(invalidFieldsOf(AssignmentBody, { rep: 'mia.wolf' })).toEqual(['/epoch number']);
  });
});

describe('LeadQuery', () => {
  it('accepts exactly one of owner, team and state', () => {
    expect(LeadListQuery.parse({ owner: 'mia.wolf', limit: '10' })).toEqual({ owner: 'mia.wolf', limit: 10 });
    expect(LeadListQuery.parse({ state: 'waiting' })).toEqual({ state: 'waiting', limit: 25 });
    expect(invalidFieldsOf(LeadListQuery, {})).toEqual([' exactly one of owner, team, state']);
    expect(invalidFieldsOf(LeadListQuery, { owner: 'mia.wolf', team: 'duty' })).toEqual([
      ' exactly one of owner, team, state',
    ]);
  });

  it.each([
    [{ limit: '0' }, '/limit at least 1'],
    [{ limit: '101' }, '/limit at most 100'],
    [{ limit: 'all' }, '/limit number'],
    [{ cursor: '../x' }, '/cursor cursor of the previous page'],
    [{ state: 'lost' }, '/state one of: received, waiting, assigned, working, nurturing, closed'],
    [{ owned: 'x' }, '/owned no such field'],
  ])('says of %j: %s', (query, wrong) => {
    expect(invalidFieldsOf(LeadListQuery, { team: 'duty', ...query })).toContain(wrong);
  });
});

describe('RepBody and Availability', () => {
  const rep = { name: 'Mia Wolf', zone: 'Europe/Berlin' };

  it('fill in defaults', () => {
    expect(RepBody.parse(rep)).toEqual({ ...rep, active: true, teams: {}, attributes: {}, leaves: [] });
  });

  it.each([
    [{ zone: 'Berlin' }, '/zone IANA time zone such as Europe/Berlin'],
    [{ zone: 'Europe/Nowhere' }, '/zone IANA time zone such as Europe/Berlin'],
    [{ teams: { 'sdr-emea': -1 } }, '/teams/sdr-emea at least 0'],
    [{ teams: { 'sdr-emea': 1.5 } }, '/teams/sdr-emea whole number'],
    [{ holidayRegion: 'Bavaria' }, '/holidayRegion region such as DE-BY or US'],
    [{ cap: { open: -1 } }, '/cap/open at least 0'],
    [
      { leaves: [{ from: '2026-12-24T00:00:00Z', until: '2026-12-24T00:00:00Z' }] },
      '/leaves/0/until a time after from',
    ],
    [{ version: 3 }, '/version no such field'],
  ])('say of %j: %s', (change, wrong) => {
    expect(invalidFieldsOf(RepBody, { ...rep, ...change })).toEqual([wrong]);
  });

  it('convert leave to UTC, and compare start and end in UTC', () => {
    const { leaves } = AvailabilityBody.parse({
      leaves: [{ from: '2026-12-24T01:00:00+02:00', until: '2026-12-23T23:30:00Z' }],
    });
    expect(leaves).toEqual([{ from: '2026-12-23T23:00:00.000Z', until: '2026-12-23T23:30:00.000Z' }]);
  });

  it('need at least one change, and distinguish removal from no change', () => {
    expect(invalidFieldsOf(AvailabilityBody, {})).toEqual([' at least one field to change']);
    expect(AvailabilityBody.parse({ cap: null, hours: null })).toEqual({ cap: null, hours: null });
  });
});

describe('plans and values', () => {
  it('accept a text and a version', () => {
    expect(invalidFieldsOf(PlanBody, { yaml: '' })).toEqual(['/yaml at least 1 character']);
    expect(invalidFieldsOf(ActivePlanBody, { version: 0 })).toEqual(['/version at least 1']);
  });

  it('recognise a lead id and a time zone', () => {
    expect([leadIdField.safeParse('lead_01K9').success, leadIdField.safeParse('../x').success]).toEqual([true, false]);
    expect(
      ['UTC', 'America/New_York', 'EST5EDT', '+01:00', ''].map((text) => timeZoneField.safeParse(text).success),
    ).toEqual([true, true, false, false, false]);
  });
});
