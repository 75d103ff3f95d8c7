import { InMemoryDoNotContactRecords } from '../../../shared/adapters/in-memory/in-memory-do-not-contact.ts';
import { InMemoryErasureRecords, InMemoryPersonEraser } from '../../../shared/adapters/in-memory/in-memory-privacy.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Erasure } from '../../../shared/domain/privacy/erasure.ts';
import type { StoredBody } from '../../../shared/ports/erasure.ts';
import type { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { receiveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import type { PrivacyDeps } from '../../../shared/use-cases/privacy/privacy-deps.ts';
import { aBaton, aDemoRequest } from '../../scenarios/a-baton.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

/** Starts a Baton in which nothing happens by itself, with what finding and erasing people needs. */
export async function aPrivacyOffice() {
  const switches = { events: false, doorbell: false, timers: false, sweep: false, recycling: false };
  const baton = await aBaton({ switches });
  const { world } = baton.deps;
  const erasures = new InMemoryErasureRecords();
  const deps: PrivacyDeps = {
    ...baton.deps,
    eraser: new InMemoryPersonEraser(world),
    erasures,
    doNotContactRecords: new InMemoryDoNotContactRecords(),
  };
  const keysOf = (person: object) => deps.personKeys({ answers: {}, ...person });
  /** Stores a body of a paused source, which nobody reads for now. */
  const storeUnread = async (...names: readonly string[]) => {
    const source = { id: 'paused', kind: 'generic', touch: 'demo_request', paused: true } as const;
    const body = bytes(names.map((name) => aDemoRequest(name)));
    return (await receiveDelivery({ source, body, contentType: 'application/json' }, baton.now, baton.deps)).delivery;
  };
  /** Reads stored bodies one per page, as if there were many more of them. */
  const slowly: PrivacyDeps = {
    ...deps,
    eraser: replaceMethods(deps.eraser, { bodies: ({ cursor }) => deps.eraser.bodies({ limit: 1, cursor }) }),
  };
  return {
    baton,
    world,
    deps,
    slowly,
    keysOf,
    storeUnread,
    records: async () => (await erasures.list({ limit: 100 })).items,
  };
}

/** Closes a lead, so that its person gets a new one next time. */
export async function closeLeadOf(baton: VirtualBaton, id: string): Promise<void> {
  const lead = await baton.lead(id);
  const stage = { state: 'closed', outcome: 'converted', closedAt: baton.now } as const;
  baton.deps.world.leads.set(id, { ...lead, dueAt: undefined, stage });
}

/** Builds an erasure that nobody has started. */
export function anErasure(overrides: Partial<Erasure> = {}): Erasure {
  return {
    ...{ id: 'era_1', at: MONDAY, by: 'dana', because: 'request', keys: [], leads: [] },
    ...{ remaining: ['leads', 'deliveries'], counts: { leads: 0, rows: 0, deliveries: 0, findings: 0 } },
    ...overrides,
  };
}

/** Builds a stored body that waits to be read. */
export function aBody(
  id: string,
  content: object | string,
  overrides: { readonly status?: StoredBody['status'] | 'none'; readonly receivedAt?: Instant } = {},
): StoredBody {
  const { status = { status: 'pending', dueAt: MONDAY, attempts: 0 }, receivedAt = MONDAY } = overrides;
  return {
    ...{ id, source: 'website', contentType: 'application/json', receivedAt, body: bytes(content) },
    ...(status !== 'none' && { status }),
  };
}

/** Returns a body as it is sent. */
export function bytes(content: object | string): Uint8Array {
  return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
}
