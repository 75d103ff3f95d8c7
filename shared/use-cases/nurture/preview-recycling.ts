import type { Instant } from '../../domain/instant.ts';
import { cyclesOf, type Lead } from '../../domain/lead/lead.ts';
import type { Nurturing } from '../../domain/lead/stage.ts';
import { type AfterRest, afterRest } from '../../domain/nurture/after-nurture.ts';
import type { Page } from '../../ports/lead-store.ts';
import type { Deps } from '../deps.ts';
import { loadReadable } from '../load-leads.ts';

/** What a recycling run would do with one lead, and why. */
export interface RecyclingOutlook {
  readonly lead: Lead;
  readonly stage: Nurturing;
  /** Times the lead has been in nurture. */
  readonly cycles: number;
  /** A lead in shadow mode is never recycled. */
  readonly next: AfterRest | { readonly then: 'end'; readonly because: 'observed' };
}

const OBSERVED = { then: 'end', because: 'observed' } as const;

/**
 * Returns, page by page, what recycling runs would do with the leads due at `before`, using the same decision as the
 * runs. Writes nothing. A lead due later is decided as of its date, assuming nothing else happens.
 * @returns undefined while no plan is in force: then nothing is recycled.
 */
export async function previewRecycling(
  page: { readonly before: Instant; readonly limit: number; readonly cursor?: string },
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans'>,
): Promise<Page<RecyclingOutlook> | undefined> {
  const active = await deps.plans.active();
  if (!active) return undefined;
  const { items, cursor } = await deps.leads.returning(page);
  const { leads } = await loadReadable(
    items.map(({ lead }) => lead),
    deps,
  );
  const outlooks = leads.flatMap((lead): readonly RecyclingOutlook[] => {
    const { stage } = lead;
    if (stage.state !== 'nurturing' || stage.returnAt > page.before) return [];
    const at = stage.returnAt > now ? stage.returnAt : now;
    const next = lead.observed ? OBSERVED : afterRest(lead, stage, active.plan, at);
    return [{ lead, stage, cycles: cyclesOf(lead), next }];
  });
  return { items: outlooks, cursor };
}
