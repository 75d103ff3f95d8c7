import type { z } from 'zod';
import { listReturning } from '../../shared/api/recycling.ts';
import type { ApiClient } from '../api-client.ts';
import { plainTable } from '../table.ts';

type ReturningLead = z.output<(typeof listReturning.replies)[200]>['leads'][number];

const PAGE = 100;
const WORDS = { return: 'return to routing', rest: 'nurture again', end: 'end nurture' } as const;

/** Returns what recycling would do with due leads, up to the limit, oldest first. */
export async function returningLeads(
  api: ApiClient,
  { before, limit }: { readonly before?: string; readonly limit: number },
): Promise<readonly ReturningLead[]> {
  const leads: ReturningLead[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: String(Math.min(PAGE, limit - leads.length)),
      ...(before !== undefined && { before }),
      ...(cursor !== undefined && { cursor }),
    });
    const page = await api.call('GET', `/v1/recycling?${query}`, { reply: listReturning.replies[200] });
    leads.push(...page.leads);
    cursor = page.cursor;
  } while (cursor !== undefined && leads.length < limit);
  return leads;
}

/** Formats one line per lead: what would happen to it, and why. */
export function outlookTable(leads: readonly ReturningLead[]): string {
  if (leads.length === 0) return 'No lead is due from nurture.';
  return plainTable(
    ['lead', 'due', 'nurtured for', 'track', 'cycle', 'would', 'because', 'until'],
    leads.map(({ lead, dueAt, reason = '', track, cycles, then, because, until = '' }) => [
      lead,
      dueAt,
      reason,
      track,
      String(cycles),
      WORDS[then],
      because,
      until,
    ]),
    ['cycle'],
  );
}
