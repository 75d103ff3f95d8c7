import type { Lead } from '../../domain/lead/lead.ts';
import type { KeyClaim } from '../../ports/lead-store.ts';
import type { Deps } from '../deps.ts';

/** The most external ids of a lead: callers of the API must not create a lead that is too large to store. */
const MAX_EXTERNAL_IDS = 20;

/**
 * Returns those of a person's external ids that no other open lead has; an id stays with the first lead that had it.
 * For the existing lead `own`, no more than it has room for.
 */
export async function claimableIds(
  ids: readonly string[],
  deps: Pick<Deps, 'leads'>,
  own?: Pick<Lead, 'id' | 'externalIds'>,
): Promise<readonly KeyClaim[]> {
  const claims = await Promise.all(
    [...new Set(ids)].map(async (key): Promise<KeyClaim | undefined> => {
      const holder = await leadOfId(key, deps);
      if (!holder || holder.id === own?.id) return { key };
      return holder.stage.state === 'closed' ? { key, releasedBy: holder.id } : undefined;
    }),
  );
  const has = own?.externalIds ?? [];
  const free = claims.filter((claim) => claim !== undefined);
  const added = free.filter(({ key }) => !has.includes(key)).slice(0, Math.max(0, MAX_EXTERNAL_IDS - has.length));
  return free.filter((claim) => has.includes(claim.key) || added.includes(claim));
}

/** Returns how many of these ids a new lead can have, as long as no other lead has one of them. */
export function countClaimable(ids: readonly string[]): number {
  return Math.min(new Set(ids).size, MAX_EXTERNAL_IDS);
}

/** Returns the open lead that has one of these external ids. */
export async function leadByIds(ids: readonly string[], deps: Pick<Deps, 'leads'>): Promise<Lead | undefined> {
  for (const id of ids) {
    const lead = await leadOfId(id, deps);
    if (lead && lead.stage.state !== 'closed') return lead;
  }
  return undefined;
}

async function leadOfId(id: string, deps: Pick<Deps, 'leads'>): Promise<Lead | undefined> {
  const lead = await deps.leads.leadOfExternalId(id);
  return lead === undefined ? undefined : deps.leads.load(lead);
}
