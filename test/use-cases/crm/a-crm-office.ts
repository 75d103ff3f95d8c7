import { InMemoryCrm } from '../../../shared/adapters/in-memory/in-memory-crm.ts';
import { InMemoryCrmLinkStore } from '../../../shared/adapters/in-memory/in-memory-crm-links.ts';
import { InMemoryCrmNudges } from '../../../shared/adapters/in-memory/in-memory-crm-nudges.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { CrmLink } from '../../../shared/domain/crm/crm-link.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { CrmSettings } from '../../../shared/domain/settings/settings.ts';
import type { CrmConnection, SyncDeps, SyncResult } from '../../../shared/use-cases/crm/sync-deps.ts';
import { syncLeads } from '../../../shared/use-cases/crm/sync-leads.ts';
import { aLeadsTransitions, commitOrThrow, type LeadStageName } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPerson } from '../../support/builders/person.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

export const SETTINGS: CrmSettings = {
  system: 'hubspot',
  url: 'https://api.hubapi.com',
  fields: {
    lead: 'baton_lead',
    status: 'baton_status',
    outcome: 'baton_outcome',
    rule: 'baton_rule',
    sla_due: 'baton_sla_due',
  },
  users: { kim: 'u-kim' },
};
const USERS = ['kim', 'lea'].map((name) => ({ id: `u-${name}`, email: `${name}@acme.example`, active: true }));

/** A CRM that is connected, with the reps Kim, who is mapped to a user there, and Lea, who is not. */
export class CrmOffice {
  readonly stores = createInMemoryDeps();
  readonly crm = new InMemoryCrm(USERS);
  readonly links = new InMemoryCrmLinkStore(this.stores.world);
  readonly nudges = new InMemoryCrmNudges(() => this.now);
  now: Instant = MONDAY;
  connection: CrmConnection | undefined = { settings: SETTINGS, crm: this.crm };

  get deps(): SyncDeps {
    const { leads, reps, doNotContact, mode } = this.stores;
    const { links, nudges } = this;
    return { leads, reps, doNotContact, mode, links, nudges, connection: async () => this.connection, random: () => 1 };
  }

  /** Stores a lead in this stage, with its person. */
  async store(
    stage: LeadStageName,
    options: Parameters<typeof aLeadsTransitions>[1] & { readonly email?: string } = {},
  ): Promise<Lead> {
    const { email = `${crypto.randomUUID()}@north.example`, ...rest } = options;
    const [first, ...others] = aLeadsTransitions(stage, rest);
    if (!first) throw new Error('no lead');
    const claims = { persons: rest.personKey === undefined ? [] : [{ key: rest.personKey }] };
    let lead = await commitOrThrow(this.stores.leads, { ...first, person: aPerson({ email }), claims });
    for (const change of others) lead = await commitOrThrow(this.stores.leads, change);
    return lead;
  }

  /** Makes one attempt for a lead. */
  async sync(
    lead: Pick<Lead, 'id'>,
    options: { readonly received?: number; readonly dueAt?: Instant } = {},
  ): Promise<SyncResult | undefined> {
    const { received = 1, dueAt } = options;
    const nudge = { lead: lead.id, ...(dueAt !== undefined && { dueAt }) };
    return (await syncLeads([{ nudge, received }], this.now, this.deps))[0];
  }

  async link(lead: Pick<Lead, 'id'>): Promise<CrmLink | undefined> {
    return (await this.links.load([lead.id]))[0];
  }

  /** Returns what the CRM says, record by record. */
  get records() {
    return [...this.crm.records.values()];
  }

  get tasks() {
    return [...this.crm.tasks.values()];
  }
}

export async function aCrmOffice(): Promise<CrmOffice> {
  const office = new CrmOffice();
  await saveReps(office.stores.reps, aRep({ id: 'kim' }), aRep({ id: 'lea' }));
  return office;
}
