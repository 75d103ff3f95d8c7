import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Deps } from '../deps.ts';
import { returnStep } from '../follow-up/waiting-step.ts';
import { saveStep } from '../save-transition.ts';

/** What became of one page of leads whose rest in nurture was over. */
export interface RecycledPage {
  /** Went back to routing. */
  readonly returned: number;
  /** Rest once more. */
  readonly rested: number;
  /** May rest no more: closed, or handed to a person. */
  readonly ended: number;
  /** Were moved by somebody else meanwhile, or no plan is in force. */
  readonly left: number;
  /** Could not be dealt with; their date stands, and the next run tries again. */
  readonly failed: readonly { readonly id: LeadId; readonly error: string }[];
  /** Where the next page begins; absent after the last. */
  readonly cursor?: string;
}

/** What recycling needs: no queue, no notices; routing is nudged by the events. */
export type RecycleDeps = Pick<Deps, 'leads' | 'plans' | 'newId'>;

/**
 * Takes one page of the leads whose rest is over: each returns, rests once more or ends, in a transaction of its own, so that none
 * keeps the others from their turn. A lead is read again before it is moved: a page twice is a page once.
 */
export async function recyclePage(
  page: { readonly limit: number; readonly cursor?: string },
  now: Instant,
  deps: RecycleDeps,
): Promise<RecycledPage> {
  const { items, cursor } = await deps.leads.returning({ ...page, before: now });
  const count = { returned: 0, rested: 0, ended: 0, left: 0 };
  const failed: { readonly id: LeadId; readonly error: string }[] = [];
  for (const { lead } of items) {
    try {
      count[await recycle(lead, now, deps)] += 1;
    } catch (error) {
      failed.push({ id: lead, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
  return { ...count, failed, cursor };
}

async function recycle(
  lead: LeadId,
  now: Instant,
  deps: RecycleDeps,
): Promise<'returned' | 'rested' | 'ended' | 'left'> {
  const result = await saveStep(lead, (current) => returnStep(current, now, deps), deps);
  if (result.outcome === 'refused') return 'left';
  if (result.outcome === 'not_saved') throw new Error(`the end of a rest was not saved: ${result.why.outcome}`);
  const { state } = result.lead.stage;
  if (state === 'received') return 'returned';
  return state === 'nurturing' ? 'rested' : 'ended';
}
