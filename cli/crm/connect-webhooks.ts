import { HUBSPOT_HOOK_PATH } from '../../shared/api/crm-hooks.ts';
import type { CrmAccess } from './crm-access.ts';

/** What HubSpot is told to call about, as its form names it. */
const EVENTS = 'created and changed calls, e-mails and meetings, and contacts: hubspot_owner_id, deleted, merged';

/**
 * Stores the secret with which HubSpot signs its calls. The former one stays valid beside it, until the same one is given
 * once more.
 * @returns what to enter in HubSpot
 * @throws a sentence when HubSpot is not connected, or when it is no client secret; nothing is changed then
 */
export async function connectWebhooks(clientSecret: string, access: CrmAccess): Promise<readonly string[]> {
  const { hubspot, ...others } = await access.readSecrets();
  if (!hubspot || (await access.settings.read('crm'))?.system !== 'hubspot')
    throw new Error('HubSpot is not connected. Connect it first: baton crm connect hubspot');
  // The two are on the same page of HubSpot.
  if (clientSecret.startsWith('pat-') || clientSecret === hubspot.token)
    throw new Error('That is an access token. Expected the client secret of the private app, on its page under Auth.');
  const former = hubspot.clientSecrets ?? [];
  const clientSecrets = [clientSecret, ...(former[0] === clientSecret ? [] : former.slice(0, 1))];
  await access.writeSecrets({ ...others, hubspot: { ...hubspot, clientSecrets } });
  return [
    'Calls by HubSpot are accepted now.',
    ...(clientSecrets.length > 1 ? ['The former client secret stays valid until you run this once more.'] : []),
    `In the private app, under Webhooks, enter the URL ${access.apiUrl}${HUBSPOT_HOOK_PATH}`,
    `and subscribe to ${EVENTS}.`,
  ];
}
