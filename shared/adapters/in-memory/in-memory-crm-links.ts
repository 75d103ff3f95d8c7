import type { CrmLink } from '../../domain/crm/crm-link.ts';
import type { LeadId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { CrmLinkStore } from '../../ports/crm-link-store.ts';
import { copyFrozen } from './frozen-copy.ts';
import type { InMemoryWorld } from './in-memory-world.ts';

/** Fake of the store of what was written to the CRM. */
export class InMemoryCrmLinkStore implements CrmLinkStore {
  readonly #world: InMemoryWorld;

  constructor(world: InMemoryWorld) {
    this.#world = world;
  }

  async load(leads: readonly LeadId[]): Promise<readonly CrmLink[]> {
    return leads.flatMap((lead) => this.#world.crmLinks.get(lead) ?? []);
  }

  async claim(link: CrmLink, { now, until }: { readonly now: Instant; readonly until: Instant }) {
    const { busyUntil } = this.#world.crmLinks.get(link.lead) ?? {};
    if (busyUntil !== undefined && busyUntil > now) return undefined;
    const claimed = { ...link, version: link.version + 1, busyUntil: until };
    return this.#put(claimed, link.version) ? claimed : undefined;
  }

  async save({ busyUntil: _, ...link }: CrmLink): Promise<boolean> {
    return this.#put({ ...link, version: link.version + 1 }, link.version);
  }

  #put(link: CrmLink, before: number): boolean {
    const { crmLinks, erasedCrmLinks } = this.#world;
    if (erasedCrmLinks.has(link.lead) || (crmLinks.get(link.lead)?.version ?? 0) !== before) return false;
    crmLinks.set(link.lead, copyFrozen(link));
    return true;
  }
}
