import type { Lead } from '../domain/lead.ts';
import type { KeyClaim } from '../ports/lead-store.ts';
import type { Deps } from './deps.ts';

/** Of the ids a person has elsewhere, those that no other open lead has: an id stays with the lead that had it first. */
export async function claimableIds(
  ids: readonly string[],
  deps: Pick<Deps, 'leads'>,
  own?: Lead['id'],
): Promise<readonly KeyClaim[]> {
  const claims = await Promise.all(
    [...new Set(ids)].map(async (key): Promise<KeyClaim | undefined> => {
      const holder = await leadOfId(key, deps);
      if (!holder || holder.id === own) return { key };
      return holder.stage.state === 'closed' ? { key, insteadOf: holder.id } : undefined;
    }),
  );
  return claims.filter((claim) => claim !== undefined);
}

/** The open lead of somebody whom another system knows by one of these ids. */
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
