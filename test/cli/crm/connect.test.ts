import { beforeEach, expect, it } from 'vitest';
import { connect, disconnect } from '../../../cli/crm/connect.ts';
import { aCrmAccess, type CrmAccessUnderTest, TOKEN } from './a-crm-access.ts';

let env: CrmAccessUnderTest;
beforeEach(async () => {
  env = await aCrmAccess();
});
const input = (token: string) =>
  ({ system: 'hubspot', url: 'https://api.hubapi.com', secrets: { hubspot: { token } } }) as const;

it('stores what the CRM accepts, with the default fields, and never shows the secret', async () => {
  const said = (await connect(input(TOKEN), env.access)).join('\n');
  expect(said).toContain('hubspot is connected');
  expect(said).not.toContain(TOKEN);
  expect(env.stored.secrets).toEqual({ hubspot: { token: TOKEN } });
  expect(await env.access.settings.read('crm')).toMatchObject({
    system: 'hubspot',
    fields: { status: 'baton_status' },
    users: {},
  });
});

it('changes nothing when the credentials are refused', async () => {
  await expect(connect(input('wrong'), env.access)).rejects.toThrow('The CRM refused the credentials');
  expect([env.stored.secrets, await env.access.settings.read('crm')]).toEqual([{}, undefined]);
});

it('keeps the maps when credentials are replaced', async () => {
  await env.access.settings.save('crm', {
    system: 'hubspot',
    url: 'https://old.example',
    fields: { status: 'x' },
    users: { kim: 'u-kim' },
  });
  await connect(input(TOKEN), env.access);
  expect(await env.access.settings.read('crm')).toEqual({
    system: 'hubspot',
    url: 'https://api.hubapi.com',
    fields: { status: 'x' },
    users: { kim: 'u-kim' },
  });
});

it('leaves neither settings nor credentials behind', async () => {
  await connect(input(TOKEN), env.access);
  await disconnect(env.access);
  expect([env.stored.secrets, await env.access.settings.read('crm')]).toEqual([{}, undefined]);
});
