import { beforeEach, expect, it } from 'vitest';
import { judgeWebhooks } from '../../../cli/crm/check-webhooks.ts';
import { connect } from '../../../cli/crm/connect.ts';
import { connectWebhooks } from '../../../cli/crm/connect-webhooks.ts';
import { requireCrm } from '../../../cli/crm/connected-crm.ts';
import { aCrmAccess, type CrmAccessUnderTest, TOKEN } from './a-crm-access.ts';

const URL = 'https://leads.acme.example/crm/hubspot';

let env: CrmAccessUnderTest;
beforeEach(async () => {
  env = await aCrmAccess();
  await connectHubSpot();
});

function connectHubSpot(token = TOKEN) {
  return connect({ system: 'hubspot', url: 'https://api.hubapi.com', secrets: { hubspot: { token } } }, env.access);
}

async function observed(): Promise<readonly string[]> {
  return judgeWebhooks(await requireCrm(env.access)).map((finding) => finding.observed);
}

it('stores the client secret, says what to enter in HubSpot, and never shows the secret', async () => {
  expect(await observed()).toEqual([expect.stringContaining('baton crm connect hubspot --webhooks')]);
  const said = (await connectWebhooks('secret-1', env.access)).join('\n');
  expect(said).toContain(`enter the URL ${URL}\n`);
  expect(said).not.toContain('secret-1');
  expect(said).not.toContain('former');
  expect(env.stored.secrets).toEqual({ hubspot: { token: TOKEN, clientSecrets: ['secret-1'] } });
  expect(await observed()).toEqual([`set up: HubSpot must post to ${URL}`]);
});

it('accepts two secrets while one is replaced, until the new one is given once more', async () => {
  for (const secret of ['secret-1', 'secret-2', 'secret-3']) await connectWebhooks(secret, env.access);
  expect(env.stored.secrets.hubspot?.clientSecrets).toEqual(['secret-3', 'secret-2']);
  expect(await observed()).toEqual([expect.stringContaining('two client secrets are accepted')]);
  await connectWebhooks('secret-3', env.access);
  expect(env.stored.secrets.hubspot?.clientSecrets).toEqual(['secret-3']);
});

it('stays when the access token is replaced', async () => {
  await connectWebhooks('secret-1', env.access);
  await connectHubSpot();
  expect(env.stored.secrets.hubspot?.clientSecrets).toEqual(['secret-1']);
});

it('refuses an access token, and a CRM that is not HubSpot', async () => {
  for (const wrong of ['pat-eu1-2', TOKEN])
    await expect(connectWebhooks(wrong, env.access)).rejects.toThrow('Expected the client secret');
  expect(env.stored.secrets).toEqual({ hubspot: { token: TOKEN } });
  await env.access.settings.reset('crm');
  await expect(connectWebhooks('secret-1', env.access)).rejects.toThrow('HubSpot is not connected');
});

it('says nothing of webhooks where Salesforce is connected', () => {
  expect(judgeWebhooks({ settings: { system: 'salesforce' }, secrets: {}, apiUrl: 'https://a.example' })).toEqual([]);
});
