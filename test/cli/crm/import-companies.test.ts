import { beforeEach, describe, expect, it } from 'vitest';
import { importCompanies } from '../../../cli/crm/accounts-command.ts';
import { checkAccounts } from '../../../cli/crm/check-accounts.ts';
import { connect } from '../../../cli/crm/connect.ts';
import { requireCrm } from '../../../cli/crm/connected-crm.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aCrmAccess, type CrmAccessUnderTest, TOKEN } from './a-crm-access.ts';

const PREVIEW = { apply: false, prune: false, json: false };

describe('importing companies', () => {
  let env: CrmAccessUnderTest;
  beforeEach(async () => {
    env = await aCrmAccess();
    await connect(
      { system: 'hubspot', url: 'https://api.hubapi.com', secrets: { hubspot: { token: TOKEN } } },
      env.access,
    );
    await env.access.settings.save('crm', {
      ...(await requireCrm(env.access)).settings,
      users: { kim: 'u-kim' },
    });
    for (const [id, user] of [
      ['1', 'u-kim'],
      ['2', 'u-lea'],
      ['3', 'u-lea'],
    ] as const)
      env.companies.companies.set(id, {
        ...{ id, changedAt: MONDAY, name: `Company ${id}`, user, formerIds: [] },
        domains: [`c${id}.example`],
      });
  });
  const list = () => env.office.stores.accounts.list();
  const run = async (more: object = {}) => (await importCompanies({ ...PREVIEW, ...more }, env.access)).join('\n');
  const check = async () => checkAccounts(await requireCrm(env.access), env.access);

  it('previews what would be made and whose owner is unknown, and writes nothing', async () => {
    const said = await run();
    expect(said).toContain('3 companies read.');
    expect(said).toMatch(/\+ +1 +Company 1/);
    expect(said).toContain('3 added, 0 changed, 0 removed, 0 unchanged');
    expect(said).toContain('lea@acme.example (u-lea) owns 2');
    expect(await list()).toEqual([]);
  });

  it('makes accounts, and nothing the second time', async () => {
    expect(await run({ apply: true })).toContain('3 added');
    expect(await list()).toMatchObject([{ id: '1', owner: 'kim' }, { id: '2' }, { id: '3' }]);
    expect(await run()).toContain('0 added, 0 changed, 0 removed, 3 unchanged');
    expect((await list()).map(({ version }) => version)).toEqual([1, 1, 1]);
  });

  it('prints JSON for machines', async () => {
    expect(JSON.parse(await run({ json: true }))).toMatchObject({
      companies: 3,
      applied: false,
      changes: [{ sign: '+', id: '1' }, {}, {}],
      unknownOwners: [{ user: 'u-lea', companies: 2 }],
    });
  });

  it('lets accounts follow only if told, by the named property, and stops', async () => {
    await run({ apply: true });
    expect((await requireCrm(env.access)).settings.accounts).toBeUndefined();
    await run({ apply: true, follow: 'on', status: 'type' });
    expect((await requireCrm(env.access)).settings.accounts).toMatchObject({ status: 'type' });
    await run({ apply: true, follow: 'on' });
    expect((await requireCrm(env.access)).settings.accounts).toMatchObject({ status: 'type' });
    expect(await run({ follow: 'off' })).toContain('do not follow');
    expect((await requireCrm(env.access)).settings.accounts).toBeUndefined();
  });

  it('changes nothing when the CRM could not be read to the end', async () => {
    env.companies.failing.push({ code: 'forbidden' });
    await expect(run({ apply: true, prune: true, follow: 'on' })).rejects.toThrow(/scopes/);
    expect(await list()).toEqual([]);
    expect((await requireCrm(env.access)).settings.accounts).toBeUndefined();
  });

  it('is checked: how many accounts, whether they follow, how many have no owner', async () => {
    expect(await check()).toMatchObject([{ state: 'ok', observed: expect.stringContaining('do not follow') }]);
    await run({ apply: true, follow: 'on' });
    expect(await check()).toMatchObject([
      { state: 'ok', observed: expect.stringMatching(/^3 of 3 accounts are companies of the CRM; changes are read/) },
      { state: 'warning', observed: expect.stringMatching(/^2 of them have no owner/) },
    ]);
  });

  it('is checked: why companies cannot be read', async () => {
    await run({ apply: true, follow: 'on' });
    const cursors = { companies: { readUntil: MONDAY, taken: [], because: 'forbidden' as const } };
    const reading = { system: 'hubspot' as const, version: 1, cursors, again: [] };
    expect(await checkAccounts({ ...(await requireCrm(env.access)), reading }, env.access)).toMatchObject([
      { state: 'warning', observed: expect.stringContaining('scopes') },
    ]);
  });
});
