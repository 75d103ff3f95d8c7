import type * as z from 'zod';
import { personRoutes } from '../../shared/api/persons.ts';
import type { ApiClient } from '../api-client.ts';

type RetentionPreview = z.output<(typeof personRoutes.previewRetention.replies)[200]>;

/** Reads what the next daily run would erase. */
export async function readRetention(api: ApiClient): Promise<RetentionPreview> {
  return api.call('GET', '/v1/retention', { reply: personRoutes.previewRetention.replies[200] });
}

/** Says what the next daily run would erase, and by which rules. */
export function formatRetention({ bodiesBy, leadsBy, keeps, leads, isPartial }: RetentionPreview): string {
  return [
    `Raw bodies: gone once received by ${bodiesBy}.`,
    leadsBy === undefined
      ? 'Closed leads: kept until somebody is erased, since the plan has no privacy.closed_lead.'
      : `Closed leads: gone once last heard of by ${leadsBy}. The next run erases ${isPartial ? 'at least ' : ''}${leads.length}.`,
    ...leads.map((lead) => `  ${lead}`),
    `An erasure keeps: ${keeps.length === 0 ? 'nothing' : keeps.join(', ')}.`,
  ].join('\n');
}
