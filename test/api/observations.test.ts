import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { getAgreement, NewObservations, NewSettings } from '../../shared/api/observations.ts';
import { fieldErrors } from '../../shared/runtime/http/field-errors.ts';

const LEAD = 'lead_01K9D3R7V0000000000000000A';
const told = (...observations: readonly object[]) => ({ observations });

function wrongIn(schema: z.ZodType | undefined, given: unknown): readonly string[] {
  const issues = schema?.safeParse(given).error?.issues ?? [];
  return fieldErrors('body', issues, given).map(({ field, expected }) => `${field} ${expected}`);
}

describe("reports of incumbents' owners", () => {
  it('name each lead by its id or an external id, with times in UTC', () => {
    const at = '2026-11-23T10:07:00+01:00';
    const body = told({ lead: LEAD, owner: 'hal.moor', at }, { externalId: 'hubspot:901', owner: 'crm-17' });
    expect(NewObservations.parse(body).observations).toEqual([
      { lead: LEAD, owner: 'hal.moor', at: '2026-11-23T09:07:00.000Z' },
      { externalId: 'hubspot:901', owner: 'crm-17' },
    ]);
  });

  it.each([
    [told(), '/observations at least 1 entry'],
    [told(...Array.from({ length: 101 }, () => ({ lead: LEAD, owner: 'kim' }))), '/observations at most 100 entries'],
    [told({ owner: 'kim' }), '/observations/0/lead either lead or externalId'],
    [told({ lead: LEAD, externalId: 'crm:1', owner: 'kim' }), '/observations/0/lead either lead or externalId'],
    [
      told({ externalId: 'ada@north.example', owner: 'kim' }),
      '/observations/0/externalId system and id of the lead there, such as hubspot:901',
    ],
    [told({ lead: LEAD }), '/observations/0/owner text'],
    [told({ lead: LEAD, owner: 'kim', at: 'soon' }), '/observations/0/at UTC time such as 2026-11-21T20:12:00.000Z'],
    [told({ lead: LEAD, owner: 'kim', note: 'x' }), '/observations/0/note no such field'],
  ])('are rejected (case %#) with the field and the expectation', (body, wrong) => {
    expect(wrongIn(NewObservations, body)).toEqual([wrong]);
  });
});

it.each([
  [{}, '/mode one of: live, observe'],
  [{ mode: 'off' }, '/mode one of: live, observe'],
  [{ mode: 'live', until: 'x' }, '/until no such field'],
])('settings %j are rejected', (body, wrong) => {
  expect(wrongIn(NewSettings, body)).toEqual([wrong]);
});

it.each([
  [{ from: '2026-11-02', to: '2026-11-01' }, '/to a day not before from'],
  [{ from: '2026-01-01', to: '2026-11-01' }, '/from at most 92 days'],
  [{ from: '2026-11-01' }, '/to text'],
  [{ from: 'soon', to: '2026-11-01' }, '/from date such as 2026-11-21'],
])('a comparison of %j is rejected', (query, wrong) => {
  expect(wrongIn(getAgreement.query, query)).toEqual([wrong]);
});
