import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Deps } from '../deps.ts';
import { saveTransition } from '../save-transition.ts';
import { decideRecyclingStep } from './recycling-step.ts';

/** The result of recycling one page of due leads. */
export interface RecyclePageResult {
  /** Returned to routing. */
  readonly returned: number;
  /** Stay in nurture for another cycle. */
  readonly nurtured: number;
  /** Reached the end of nurture: closed, or sent to the catch-all queue for a person. */
  readonly ended: number;
  /** Were moved by something else meanwhile, or no plan is in force. */
  readonly skipped: number;
  /** Failed. They keep their date, so the next run tries again. */
  readonly failed: readonly { readonly id: LeadId; readonly error: string }[];
  /** Cursor of the next page; absent after the last. */
  readonly cursor?: string;
}

/** What recycling needs: no queue and no notifier. Its events trigger routing. */
export type RecycleDeps = Pick<Deps, 'leads' | 'plans' | 'newId'>;

/**
 * Recycles one page of the leads due for it. Each returns to routing, stays in nurture for another cycle or ends, in a
 * transaction of its own, so that none blocks the others. A lead is read again before it is moved. Idempotent.
 */
export async function recyclePage(
  page: { readonly limit: number; readonly cursor?: string },
  now: Instant,
  deps: RecycleDeps,
): Promise<RecyclePageResult> {
  const { items, cursor } = await deps.leads.dueForRecycling({ ...page, before: now });
  const count = { returned: 0, nurtured: 0, ended: 0, skipped: 0 };
  const failed: { readonly id: LeadId; readonly error: string }[] = [];
  for (const { lead } of items) {
    try {
      count[await recycleLead(lead, now, deps)] += 1;
    } catch (error) {
      failed.push({ id: lead, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
  return { ...count, failed, cursor };
}

async function recycleLead(
  lead: LeadId,
  now: Instant,
  deps: RecycleDeps,
): Promise<'returned' | 'nurtured' | 'ended' | 'skipped'> {
  const result = await saveTransition(lead, (current) => decideRecyclingStep(current, now, deps), deps);
  if (result.outcome === 'refused') return 'skipped';
  if (result.outcome === 'not_saved') throw new Error(`a recycled lead was not saved: ${result.why.outcome}`);
  const { state } = result.lead.stage;
  if (state === 'received') return 'returned';
  return state === 'nurturing' ? 'nurtured' : 'ended';
}
