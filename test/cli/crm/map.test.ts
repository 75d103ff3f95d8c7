import { beforeEach, expect, it } from 'vitest';
import { connect } from '../../../cli/crm/connect.ts';
import { type MapOptions, mapCrm } from '../../../cli/crm/map.ts';
import { aCrmAccess, type CrmAccessUnderTest, TOKEN } from './a-crm-access.ts';

let env: CrmAccessUnderTest;
beforeEach(async () => {
  env = await aCrmAccess();
  await connect(
    { system: 'hubspot', url: 'https://api.hubapi.com', secrets: { hubspot: { token: TOKEN } } },
    env.access,
  );
});
const map = async (options: Partial<MapOptions>) =>
  (await mapCrm({ field: [], user: [], ...options }, env.access)).join('\n');
const saved = () => env.access.settings.read('crm');

it('shows a change, and saves it only when told', async () => {
  const before = await saved();
  const change = { field: ['score=lead_score', 'band='], user: ['kim=KIM@acme.example'] };
  const shown = await map(change);
  expect(shown).toMatch(/score +baton_score → lead_score/);
  expect(shown).toMatch(/band +baton_band → none/);
  expect(shown).toMatch(/kim +none → kim@acme.example \(u-kim\)/);
  expect(shown).toContain('Nothing is saved yet');
  expect(await saved()).toEqual(before);
  expect(await map({ ...change, apply: true })).toContain('Saved.');
  const after = await saved();
  expect(after?.fields).not.toHaveProperty('band');
  expect(after).toMatchObject({ fields: { score: 'lead_score' }, users: { kim: 'u-kim' } });
});

it('maps the likely users of those who have none, and of nobody who left', async () => {
  await map({ user: ['kim=u-lea'], likely: true, apply: true });
  expect((await saved())?.users).toEqual({ kim: 'u-lea', lea: 'u-lea' });
});

it('takes a rep out of the map', async () => {
  await map({ user: ['kim=u-kim'], apply: true });
  await map({ user: ['kim='], apply: true });
  expect((await saved())?.users).toEqual({});
});

it.each([
  [{ field: ['colour=x'] }, 'There is no field colour; expected one of: lead, status'],
  [{ user: ['nobody=u-kim'] }, 'There is no rep nobody.'],
  [{ user: ['kim=u-99'] }, 'The CRM has no active user u-99.'],
  [{ field: ['score'] }, '"score" must be written as ours=theirs.'],
])('refuses %j', async (options, problem) => {
  await expect(map(options)).rejects.toThrow(problem);
});

it('says how accounts get the owners of a changed map, if they follow the CRM', async () => {
  const change = { user: ['kim=u-kim'], apply: true };
  expect(await map(change)).not.toContain('baton crm accounts');
  const settings = await saved();
  if (!settings) throw new Error('no CRM is connected');
  await env.access.settings.save('crm', { ...settings, accounts: { since: '2026-11-23T09:00:00.000Z' } });
  expect(await map(change)).not.toContain('baton crm accounts');
  expect(await map({ user: ['kim=u-lea'], apply: true })).toContain('all at once: baton crm accounts --apply');
});
