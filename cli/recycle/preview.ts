import type * as z from 'zod';
import { recyclingRoutes } from '../../shared/api/recycling.ts';
import type { ApiClient } from '../api-client.ts';
import { formatTable } from '../table.ts';

type RecyclingPreviewEntry = z.output<(typeof recyclingRoutes.previewRecycling.replies)[200]>['leads'][number];

const MAX_PAGE_SIZE = 100;
const OUTCOME_TEXTS = { return: 'return to routing', nurture: 'nurture again', end: 'end nurture' } as const;

/** Returns what recycling would do with due leads, up to the limit, oldest first. */
export async function readRecyclingPreview(
  api: ApiClient,
  { before, limit }: { readonly before?: string; readonly limit: number },
): Promise<readonly RecyclingPreviewEntry[]> {
  const leads: RecyclingPreviewEntry[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: String(Math.min(MAX_PAGE_SIZE, limit - leads.length)),
      ...(before !== undefined && { before }),
      ...(cursor !== undefined && { cursor }),
    });
    const page = await api.call('GET', `/v1/recycling?${query}`, {
      reply: recyclingRoutes.previewRecycling.replies[200],
    });
    leads.push(...page.leads);
    cursor = page.cursor;
  } while (cursor !== undefined && leads.length < limit);
  return leads;
}

/** Formats one line per lead: what would happen to it, and why. */
export function formatRecyclingPreview(leads: readonly RecyclingPreviewEntry[]): string {
  if (leads.length === 0) return 'No lead is due from nurture.';
  return formatTable(
    ['lead', 'due', 'nurtured for', 'track', 'cycle', 'would', 'because', 'until'],
    leads.map(({ lead, dueAt, reason = '', track, cycles, then, because, until = '' }) => [
      lead,
      dueAt,
      reason,
      track,
      String(cycles),
      OUTCOME_TEXTS[then],
      because,
      until,
    ]),
    ['cycle'],
  );
}
