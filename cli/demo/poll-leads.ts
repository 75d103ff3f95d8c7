import type { LeadId } from '../../shared/domain/ids.ts';
import { LEAD_STATES } from '../../shared/domain/lead/stage.ts';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import { normaliseDemoEmail } from './example-lead.ts';
import type { LeadSnapshot } from './expected-path.ts';
import type { LeadRegistry } from './play-scenario.ts';
import type { Condition } from './scenario.ts';

type ReadableLeads = Pick<LeadStore, 'loadMany' | 'timeline' | 'list' | 'person'>;

/**
 * Polls the leads of the scenario. It reads the tables instead of the API, and a timeline only when its lead has
 * changed, so that watching does not slow down what it watches.
 */
export class LeadPoller {
  readonly #leads: ReadableLeads;
  readonly #registry: LeadRegistry;
  readonly #seen = new Map<LeadId, LeadSnapshot>();

  constructor(leads: ReadableLeads, registry: LeadRegistry) {
    this.#leads = leads;
    this.#registry = registry;
  }

  /** Returns a lead of the scenario as last read. */
  seen(name: string): LeadSnapshot | undefined {
    return this.#seen.get(this.#registry.get(name) ?? '');
  }

  /** Returns whether a lead's timeline, as last read, has an event. */
  has({ lead, has }: Condition): boolean {
    return this.seen(lead)?.timeline.some(({ type }) => type === has) ?? false;
  }

  async poll(): Promise<void> {
    const leads = await this.#leads.loadMany([...this.#registry.values()]);
    const moved = leads.filter((lead) => this.#seen.get(lead.id)?.lead.version !== lead.version);
    await Promise.all(
      moved.map(async (lead) => {
        const timeline = await this.#leads.timeline(lead.id);
        this.#seen.set(lead.id, { lead, timeline: timeline.filter(({ seq }) => seq <= lead.version) });
      }),
    );
  }

  /** Finds leads of the scenario that an earlier run left, and adds them to the registry. */
  async findExistingLeads(nameByEmail: (email: string) => string | undefined): Promise<void> {
    for (const state of LEAD_STATES) {
      let cursor: string | undefined;
      do {
        const page = await this.#leads.list({ by: { state }, limit: 100, cursor });
        for (const { id } of page.items) {
          const email = (await this.#leads.person(id))?.email;
          const name = email === undefined ? undefined : nameByEmail(normaliseDemoEmail(email));
          if (name !== undefined && !this.#registry.has(name)) this.#registry.set(name, id);
        }
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
  }
}
