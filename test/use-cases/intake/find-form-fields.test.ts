import { expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { createOrMergeLead } from '../../../shared/use-cases/intake/create-or-merge-lead.ts';
import { findFormFields } from '../../../shared/use-cases/intake/find-form-fields.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aPerson } from '../../support/builders/person.ts';
import { countStoreCalls } from '../../support/count-store-calls.ts';

const SOURCE = {};
const EMAIL = 'nora.lind@lindwerk.example';

async function receive(deps: InMemoryDeps) {
  const submission = {
    touch: 'demo_request',
    source: 'website',
    test: false,
    person: aPerson({ email: EMAIL }),
    submittedFacts: { country: 'DE' },
    externalIds: [],
    dedupe: { contentHash: 'one' },
    problems: [],
    unmapped: [],
  };
  return createOrMergeLead({ submission, keys: { key: 'one' }, now: MONDAY }, deps);
}

it('finds what is known by the lead, and by the e-mail address in any case', async () => {
  const deps = createInMemoryDeps();
  const { lead } = await receive(deps);
  const known = ['company', 'country', 'email', 'name'];
  expect(await findFormFields({ lead }, SOURCE, deps)).toMatchObject({ known });
  expect(await findFormFields({ email: EMAIL.toUpperCase() }, SOURCE, deps)).toMatchObject({ known });
});

it('answers about somebody whom nobody knows, after the same reads as about somebody who is known', async () => {
  const deps = createInMemoryDeps();
  await receive(deps);
  const asked = (email: string) => countStoreCalls(deps, (counted) => findFormFields({ email }, SOURCE, counted));
  expect(await findFormFields({ email: 'kai.berg@fjord.example' }, SOURCE, deps)).toEqual({ known: [], ask: [] });
  const known = await asked(EMAIL);
  expect(known).toEqual({ 'leads.leadOfPerson': 1, 'leads.load': 1, 'leads.person': 1, 'plans.active': 1 });
  expect(await asked('kai.berg@fjord.example')).toEqual(known);
});
