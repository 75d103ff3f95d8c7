import { beforeEach, describe, expect, it } from 'vitest';
import { checkCrm, judgeFields } from '../../../cli/crm/check-crm.ts';
import { connect } from '../../../cli/crm/connect.ts';
import { requireCrm } from '../../../cli/crm/connected-crm.ts';
import { defaultFieldMap } from '../../../shared/domain/crm/crm-fields.ts';
import { aCrmAccess, type CrmAccessUnderTest, TOKEN } from './a-crm-access.ts';

let env: CrmAccessUnderTest;
beforeEach(async () => {
  env = await aCrmAccess();
  await connect(
    { system: 'hubspot', url: 'https://api.hubapi.com', secrets: { hubspot: { token: TOKEN } } },
    env.access,
  );
});
const check = async () => checkCrm(await requireCrm(env.access), await env.access.listReps());
const fields = defaultFieldMap('hubspot');

describe('a connected CRM', () => {
  it('is in order, but for reps who are no users there, with a guess who they are', async () => {
    const [connection, map, users] = await check();
    expect([connection?.state, map?.state, users?.state]).toEqual(['ok', 'ok', 'warning']);
    expect(users?.observed).toContain('0 of 2 active reps');
    expect(users?.observed).toContain('kim (probably kim@acme.example)');
  });

  it('that does not answer is a failure, with the reason', async () => {
    env.office.crm.failing = { code: 'server_error' };
    expect(await check()).toMatchObject([{ state: 'failed', observed: 'The CRM answered with an error of its own.' }]);
  });
});

describe('a field', () => {
  const problemsWith = (
    change: (list: CrmAccessUnderTest['properties']) => CrmAccessUnderTest['properties'],
    system = 'hubspot' as 'hubspot' | 'salesforce',
  ) => judgeFields({ system, fields }, change(env.properties)).map(({ observed }) => observed);

  it.each<[string, Partial<CrmAccessUnderTest['properties'][number]>]>([
    ['the property is read-only', { writable: false }],
    ['the property is of type other, expected text', { type: 'other' }],
    ['the choices lack working, nurturing, closed, qualified', { type: 'choice', choices: ['waiting', 'assigned'] }],
  ])('is named with its problem: %s', (problem, more) => {
    const found = problemsWith((all) => all.map((one) => (one.name === 'baton_status' ? { ...one, ...more } : one)));
    expect(found).toEqual([`status → baton_status: ${problem}`]);
  });

  it('that the CRM lacks is named', () => {
    expect(problemsWith((all) => all.filter(({ name }) => name !== 'baton_score'))).toEqual([
      'score → baton_score: the CRM has no such property',
    ]);
  });

  it('by which Salesforce upserts must be an external id', () => {
    expect(problemsWith((all) => all, 'salesforce')).toEqual(['lead → baton_lead: the property is no external id']);
    expect(problemsWith((all) => all.map((one) => ({ ...one, identifies: true })), 'salesforce')).toEqual([
      '10 fields are mapped to properties that can hold them',
    ]);
  });
});
