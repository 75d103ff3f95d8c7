import { HUBSPOT_HOOK_PATH } from '../../../shared/api/crm-hooks.ts';
import { signForHubSpot } from '../../../shared/runtime/auth/hubspot-signature.ts';
import type { HubSpotEvent } from './crm-desk.ts';

/** An app to which a fake HubSpot posts events. */
export interface HubSpotApp {
  /** Base URL of Baton's API, without a trailing slash. */
  readonly apiUrl: string;
  readonly clientSecret: string;
}

/** Posts events to an app, signed as HubSpot does. @returns the status of the answer */
export async function postHubSpotEvents(
  events: readonly HubSpotEvent[],
  { apiUrl, clientSecret }: HubSpotApp,
): Promise<number> {
  const uri = `${apiUrl}${HUBSPOT_HOOK_PATH}`;
  const body = JSON.stringify(events.map((event, index) => ({ eventId: index + 1, attemptNumber: 0, ...event })));
  const timestamp = String(Date.now());
  const headers = {
    'content-type': 'application/json',
    'x-hubspot-request-timestamp': timestamp,
    'x-hubspot-signature-v3': signForHubSpot(clientSecret, { method: 'POST', uri, body }, timestamp),
  };
  return (await fetch(uri, { method: 'POST', headers, body })).status;
}
