import { followDeal } from '../../domain/answers/follow-deal.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import type { OpenDeal } from '../../domain/lead/open-deal.ts';
import type { KeyClaim } from '../../ports/lead-store.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { type Decision, saveTransition } from '../save-transition.ts';

/** Where a deal is now. */
export interface DealPlace {
  /** With the system: `hubspot-deal:501`. */
  readonly key: string;
  /** Leads that it is about. */
  readonly leads: readonly LeadId[];
  /** Absent: it is over, deleted, or no rep has it. */
  readonly open?: Omit<OpenDeal, 'key'>;
  readonly via: string;
}

type FollowDeps = Pick<Deps, 'leads' | 'plans' | 'newId'>;

/**
 * Notes where a deal is on one of the leads that it is about, so that its work counts once: the one that the deal's rep
 * has, else the one that kept it so far, else the first. A lead that kept it before gives it up. Leads whose plan has no
 * weights for deals keep none.
 * @returns the leads that were changed
 * @throws when a store fails, or when another lead gets the deal at the same time; it is read again then
 */
export async function followOpenDeal(place: DealPlace, now: Instant, deps: FollowDeps): Promise<readonly LeadId[]> {
  const keeper = await deps.leads.leadOfExternalId(place.key);
  const next = place.open && (await chooseKeeper(place, place.open, keeper, deps));
  const changed: LeadId[] = [];
  if (keeper !== undefined && keeper !== next && (await save(keeper, { ...place, next }, now, deps)))
    changed.push(keeper);
  if (next === undefined || !place.open) return changed;
  const claim: KeyClaim = { key: place.key, ...(keeper !== undefined && keeper !== next && { releasedBy: keeper }) };
  if (await save(next, { ...place, next, claim }, now, deps)) changed.push(next);
  return changed;
}

/** Returns the open lead that keeps the deal from now on. */
async function chooseKeeper(
  { leads }: DealPlace,
  { rep }: Omit<OpenDeal, 'key'>,
  keeper: LeadId | undefined,
  deps: FollowDeps,
): Promise<LeadId | undefined> {
  const open: Lead[] = [];
  for (const id of leads) {
    const lead = await deps.leads.load(id);
    if (lead && (await canKeep(lead, deps))) open.push(lead);
  }
  const own = open.filter((lead) => holdOf(lead)?.rep === rep);
  const suited = own.length > 0 ? own : open;
  return (suited.find(({ id }) => id === keeper) ?? suited[0])?.id;
}

async function canKeep(lead: Lead, deps: FollowDeps): Promise<boolean> {
  if (lead.stage.state === 'closed' || lead.test || lead.shadow) return false;
  return (await planOf(lead, deps))?.capacity?.deal !== undefined;
}

/** @returns whether it was changed */
async function save(
  lead: LeadId,
  { key, open, via, next, claim }: DealPlace & { readonly next: LeadId | undefined; readonly claim?: KeyClaim },
  now: Instant,
  deps: FollowDeps,
): Promise<boolean> {
  const isKept = lead === next;
  const news = { key, via, ...(isKept && open && { open }), isGivenAway: !isKept && next !== undefined };
  const saved = await saveTransition<'same'>(
    lead,
    async (current): Promise<Decision<'same'>> => {
      const plan = await planOf(current, deps);
      const change = plan && followDeal(current, news, { plan, now, eventId: deps.newId() });
      return change ? { change: { ...change, ...(claim && { claims: { external: [claim] } }) } } : { refused: 'same' };
    },
    deps,
  );
  if (saved.outcome === 'not_saved') throw new Error(`a deal was not noted: ${saved.why.outcome}`);
  return saved.outcome === 'done';
}
