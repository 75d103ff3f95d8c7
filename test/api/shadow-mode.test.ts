import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { IncumbentOwnersBody, SettingsBody, shadowModeRoutes } from '../../shared/api/shadow-mode.ts';
import { issuesToFieldErrors } from '../../shared/runtime/http/field-errors.ts';

const LEAD = 'lead_01K9D3R7V0000000000000000A';
const ownersBody = (...owners: readonly object[]) => ({ owners });

function invalidFieldsOf(schema: z.ZodType | undefined, given: unknown): readonly string[] {
  const issues = schema?.safeParse(given).error?.issues ?? [];
  return issuesToFieldErrors('body', issues, given).map(({ field, expected }) => `${field} ${expected}`);
}

describe("reports of incumbents' owners", () => {
  it('name each lead by its id or an external id, with times in UTC', () => {
    const at = '2026-11-23T10:07:00+01:00';
    const body = ownersBody({ lead: LEAD, owner: 'hal.moor', at }, { externalId: 'hubspot:901', owner: 'crm-17' });
    expect(IncumbentOwnersBody.parse(body).owners).toEqual([
      { lead: LEAD, owner: 'hal.moor', at: '2026-11-23T09:07:00.000Z' },
      { externalId: 'hubspot:901', owner: 'crm-17' },
    ]);
  });

  it.each([
    [ownersBody(), '/owners at least 1 entry'],
    [ownersBody(...Array.from({ length: 101 }, () => ({ lead: LEAD, owner: 'kim' }))), '/owners at most 100 entries'],
    [ownersBody({ owner: 'kim' }), '/owners/0/lead either lead or externalId'],
    [ownersBody({ lead: LEAD, externalId: 'crm:1', owner: 'kim' }), '/owners/0/lead either lead or externalId'],
    [
      ownersBody({ externalId: 'ada@north.example', owner: 'kim' }),
      '/owners/0/externalId system and id of the lead there, such as hubspot:901',
    ],
    [ownersBody({ lead: LEAD }), '/owners/0/owner text'],
    [ownersBody({ lead: LEAD, owner: 'kim', at: 'soon' }), '/owners/0/at UTC time such as 2026-11-21T20:12:00.000Z'],
    [ownersBody({ lead: LEAD, owner: 'kim', note: 'x' }), '/owners/0/note no such field'],
  ])('are rejected (case %#) with the field and the expectation', (body, wrong) => {
    expect(invalidFieldsOf(IncumbentOwnersBody, body)).toEqual([wrong]);
  });
});

it.each([
  [{}, '/mode one of: live, shadow'],
  [{ mode: 'off' }, '/mode one of: live, shadow'],
  [{ mode: 'live', until: 'x' }, '/until no such field'],
])('settings %j are rejected', (body, wrong) => {
  expect(invalidFieldsOf(SettingsBody, body)).toEqual([wrong]);
});

it.each([
  [{ from: '2026-11-02', to: '2026-11-01' }, '/to a day not before from'],
  [{ from: '2026-01-01', to: '2026-11-01' }, '/from at most 92 days'],
  [{ from: '2026-11-01' }, '/to text'],
  [{ from: 'soon', to: '2026-11-01' }, '/from date such as 2026-11-21'],
])('a comparison of %j is rejected', (query, wrong) => {
  expect(invalidFieldsOf(shadowModeRoutes.getShadowComparison.query, query)).toEqual([wrong]);
});
