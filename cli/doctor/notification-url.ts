import type { DoctorFinding } from '../finding.ts';

const CHECK = 'Notifications';
const TIMEOUT_MILLISECONDS = 5_000;
const NEW_URL = 'Set the right one: baton setup --notify-url';

/**
 * Sees whether something answers at the URL that receives notifications. Asks by HEAD, which changes nothing: what it
 * answers to that, such as 404 or 405, says nothing about messages.
 */
export async function checkNotificationUrl(url: string | undefined): Promise<readonly DoctorFinding[]> {
  if (url === undefined) return [{ check: CHECK, state: 'ok', observed: 'no URL is set for the environment' }];
  const { host } = new URL(url);
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    return [judgeNotificationUrl(host, (await fetch(url, { method: 'HEAD', redirect: 'manual', signal })).status)];
  } catch {
    return [judgeNotificationUrl(host, undefined)];
  }
}

/** Judges the receiver by its status; undefined when it did not answer in time. */
export function judgeNotificationUrl(host: string, status: number | undefined): DoctorFinding {
  const warn = (observed: string, todo: string): DoctorFinding => ({
    ...{ check: CHECK, state: 'warning', observed: `${host} ${observed}`, todo },
  });
  if (status === undefined) return warn('does not answer', `Start the receiver. Or: ${NEW_URL}`);
  if (status >= 300 && status < 400) return warn('redirects, which Baton does not follow', NEW_URL);
  if (status === 410) return warn('says that it is gone for good', NEW_URL);
  if (status >= 500) return warn(`answers ${status}`, 'Repair the receiver: docs/runbook.md#notify-rep');
  return { check: CHECK, state: 'ok', observed: `${host} answers` };
}
