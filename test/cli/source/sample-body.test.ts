import { expect, it } from 'vitest';
import { sampleFieldsOf } from '../../../cli/source/sample-body.ts';
import { SOURCE_KIND_NAMES } from '../../../shared/domain/sources/source-kind-names.ts';
import { SOURCE_KINDS } from '../../../shared/sources/source-kinds.ts';
import { readAs } from '../../sources/read-kind.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const READING = {
  fields: { 'ref-size': 'employees', consent: 'ignore', q7: 'product' },
  values: { employees: { SMB: '1-99' } },
};

it.each(SOURCE_KIND_NAMES)('a sample of kind %s is understood completely by its source', async (name) => {
  const kind = SOURCE_KINDS[name];
  const sample = kind.buildSample(sampleFieldsOf(READING), { id: 'unique-1', at: MONDAY });
  const [read] = (await readAs(name, JSON.stringify(sample), READING)) ?? [];
  expect(read).toMatchObject({
    person: { email: 'sample.person@sample.example' },
    submittedFacts: { employees: '1-99', product: 'sample', country: 'DE' },
    unmapped: [],
    problems: [],
  });
});
