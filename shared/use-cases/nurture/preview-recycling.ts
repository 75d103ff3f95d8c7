import type { Instant } from '../../domain/instant.ts';
import { cycleCountOf, type Lead } from '../../domain/lead/lead.ts';
import type { Nurturing } from '../../domain/lead/stage.ts';
import { type AfterNurture, decideAfterNurture } from '../../domain/nurture/after-nurture.ts';
import type { Page } from '../../ports/lead-store.ts';
import type { Deps } from '../deps.ts';
import { loadLeads } from '../load-leads.ts';

/** What a recycling run would do with one lead, and why. */
export interface RecyclingPreview {
  readonly lead: Lead;
  readonly stage: Nurturing;
  /** Times the lead has been in nurture. */
  readonly cycles: number;
  /** A lead in shadow mode is never recycled. */
  readonly next: AfterNurture | { readonly then: 'end'; readonly because: 'shadow' };
}

const SHADOW_END = { then: 'end', because: 'shadow' } as const;

/**
 * Returns, page by page, what recycling runs would do with the leads due at `before`, using the same decision as the
 * runs. Writes nothing. A lead due later is decided as of its date, assuming nothing else happens.
 * @returns undefined while no plan is in force: then nothing is recycled.
 */
export async function previewRecycling(
  page: { readonly before: Instant; readonly limit: number; readonly cursor?: string },
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans'>,
): Promise<Page<RecyclingPreview> | undefined> {
  const active = await deps.plans.active();
  if (!active) return undefined;
  const { items, cursor } = await deps.leads.dueForRecycling(page);
  const { leads } = await loadLeads(
    items.map(({ lead }) => lead),
    deps,
  );
  const previews = leads.flatMap((lead): readonly RecyclingPreview[] => {
    const { stage } = lead;
    if (stage.state !== 'nurturing' || stage.returnAt > page.before) return [];
    const at = stage.returnAt > now ? stage.returnAt : now;
    const next = lead.shadow ? SHADOW_END : decideAfterNurture(lead, stage, active.plan, at);
    return [{ lead, stage, cycles: cycleCountOf(lead), next }];
  });
  return { items: previews, cursor };
}
