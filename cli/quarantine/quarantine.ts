import type * as z from 'zod';
import { quarantineRoutes } from '../../shared/api/quarantine.ts';
import type { ApiClient } from '../api-client.ts';

type QuarantineEntry = z.output<(typeof quarantineRoutes.listQuarantine.replies)[200]>['deliveries'][number];

/** Lists all quarantined deliveries, one per line, then the sources whose senders are refused. */
export async function listQuarantined(api: ApiClient): Promise<readonly string[]> {
  const lines: string[] = [];
  const refusedBySource = new Map<string, string>();
  let cursor: string | undefined;
  do {
    const path: string = `/v1/quarantine?limit=100${cursor === undefined ? '' : `&cursor=${cursor}`}`;
    const page = await api.call('GET', path, { reply: quarantineRoutes.listQuarantine.replies[200] });
    lines.push(...page.deliveries.map(formatEntry));
    for (const { source, receivedAt } of page.refused) refusedBySource.set(source, receivedAt);
    cursor = page.cursor;
  } while (cursor !== undefined);
  const refused = [...refusedBySource].map(
    ([source, at]) => `${source}: senders are refused, last sample at ${at}; was its secret changed on one side only?`,
  );
  return [...(lines.length === 0 ? ['The quarantine is empty.'] : lines), ...refused];
}

function formatEntry({ id, source, receivedAt, problem, owner, dueAt, reminders }: QuarantineEntry): string {
  const late = reminders === undefined ? '' : ` (overdue, reminded ${reminders} times)`;
  return `${id}  ${source}  ${receivedAt}  ${problem ?? ''}  ${owner ?? ''} by ${dueAt ?? ''}${late}`;
}

/** Shows one quarantined delivery, with the beginning of its body. */
export async function showQuarantined(api: ApiClient, id: string): Promise<readonly string[]> {
  const found = await api.call('GET', `/v1/quarantine/${id}`, { reply: quarantineRoutes.getQuarantined.replies[200] });
  const { excerpt = '', ...rest } = found;
  return [JSON.stringify(rest, null, 2), excerpt];
}

/** Creates leads from a delivery, using a corrected body or the original one. */
export async function redriveDelivery(
  api: ApiClient,
  id: string,
  corrected: { readonly contentType: string; readonly body: string } | undefined,
): Promise<readonly string[]> {
  const { outcome, leads, problem } = await api.call('POST', `/v1/quarantine/${id}/redrive`, {
    body: corrected ?? {},
    reply: quarantineRoutes.redriveQuarantined.replies[200],
  });
  if (outcome === 'quarantined') return [`Still no lead could be created: ${problem ?? 'no reason given'}`];
  return [outcome === 'kept' ? 'Accepted; the remaining leads are created within minutes.' : 'Accepted.', ...leads];
}

/** Marks a delivery as not a lead. */
export async function dismissDelivery(api: ApiClient, id: string, reason: string): Promise<readonly string[]> {
  await api.call('POST', `/v1/quarantine/${id}/dismiss`, {
    body: { reason },
    reply: quarantineRoutes.dismissQuarantined.replies[200],
  });
  return ['Dismissed. It can still be redriven: baton quarantine redrive'];
}
