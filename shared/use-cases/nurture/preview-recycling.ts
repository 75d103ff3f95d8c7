import type { Instant } from '../../domain/instant.ts';
import { cyclesOf, type Lead } from '../../domain/lead/lead.ts';
import type { Nurturing } from '../../domain/lead/stage.ts';
import { type AfterRest, afterRest } from '../../domain/nurture/after-nurture.ts';
import type { Page } from '../../ports/lead-store.ts';
import type { Deps } from '../deps.ts';
import { loadReadable } from '../load-leads.ts';

/** What a run of recycling would do with one lead, and why. */
export interface RecyclingOutlook {
  readonly lead: Lead;
  readonly stage: Nurturing;
  /** Rests so far. */
  readonly cycles: number;
  /** A lead that is only observed never comes back. */
  readonly next: AfterRest | { readonly then: 'end'; readonly because: 'observed' };
}

const OBSERVED = { then: 'end', because: 'observed' } as const;

/**
 * What runs of recycling would do with the leads whose rest is over at `before`, page by page, by the very decision that they take;
 * writes nothing. A date to come is decided as on its day, if nothing happens meanwhile.
 * @returns undefined while no plan is in force: then nothing is done.
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
