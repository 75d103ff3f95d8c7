import { InMemoryDoNotContactRecords } from '../../shared/adapters/in-memory/in-memory-do-not-contact.ts';
import { InMemoryErasureRecords, InMemoryPersonEraser } from '../../shared/adapters/in-memory/in-memory-privacy.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { receiveDelivery } from '../../shared/use-cases/intake/receive-delivery.ts';
import type { PersonIdentifier } from '../../shared/use-cases/privacy/find-person.ts';
import { forgetPerson } from '../../shared/use-cases/privacy/forget-person.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import { Canaries } from '../e2e/canaries.ts';
import { aBaton } from './a-baton.ts';

const SOURCE = { id: 'website', kind: 'generic', touch: 'demo_request' } as const;

/** Builds a person every word of whom is a canary, and a Baton with its privacy. */
export async function anErasableOffice(options: Parameters<typeof aBaton>[0] = {}) {
  const baton = await aBaton(options);
  const canaries = new Canaries();
  const w = (kind: string) => canaries.word(kind);
  const records = new InMemoryErasureRecords();
  const deps: PrivacyDeps = {
    ...baton.deps,
    eraser: new InMemoryPersonEraser(baton.deps.world),
    erasures: records,
    doNotContactRecords: new InMemoryDoNotContactRecords(),
  };
  const email = `${w('mail')}@${w('domain')}.example`;
  const person = {
    email,
    first_name: w('first name'),
    last_name: w('last name'),
    phone: canaries.phone(),
    company: `${w('company')} AG`,
    job_title: `Chief ${w('title')} Officer`,
    city: w('city'),
    website: `https://${w('website')}.example`,
    message: `please call, I am ${w('message')}`,
    industry: w('industry'),
    country: w('country'),
    shoe_size: w('unmapped'),
    crm_record: w('external'),
  };
  const forget = (who: PersonIdentifier = { by: 'email', email }) =>
    forgetPerson({ who, by: 'dana', because: 'request', ticket: 'dsr-7', now: baton.now }, deps);
  return { baton, canaries, w, deps, records, person, email, forget };
}

/** Returns every store of the world and every record as text. */
export async function everything(baton: VirtualBaton, records: InMemoryErasureRecords): Promise<string> {
  const decoder = new TextDecoder();
  const seen = (_: string, value: unknown): unknown => {
    if (value instanceof Map) return [...value];
    if (value instanceof Set) return [...value];
    return value instanceof Uint8Array ? decoder.decode(value) : value;
  };
  const stores = { ...baton.deps.world, records: (await records.list({ limit: 100 })).items };
  // Replaced values are texts themselves; their quotes and backslashes say nothing about people.
  return JSON.stringify(stores, seen).replaceAll('\\', '');
}

/** Posts a body to the website's source. */
export async function post(baton: VirtualBaton, body: string, source: object = SOURCE) {
  const raw = {
    source: { ...SOURCE, ...source },
    body: new TextEncoder().encode(body),
    contentType: 'application/json',
  };
  const received = await receiveDelivery(raw, baton.now, baton.deps);
  await baton.settle();
  return received;
}
