import { describe, expect, it } from 'vitest';
import { buildSampleBody, markAsTest } from '../../../cli/source/sample-body.ts';
import { SOURCE_KIND_NAMES } from '../../../shared/domain/sources/source-kinds.ts';
import { fixtureText, readAs } from '../../domain/sources/read-kind.ts';

const READING = {
  fields: { 'ref-size': 'employees', consent: 'ignore', q7: 'product' },
  values: { employees: { SMB: '1-99' } },
};

describe('a sample', () => {
  it.each(SOURCE_KIND_NAMES)('of kind %s is a test lead that its source understands completely', async (kind) => {
    const [read] =
      (await readAs(kind, JSON.stringify(buildSampleBody({ kind, ...READING }, 'unique-1')), READING)) ?? [];
    expect(read).toMatchObject({
      test: true,
      person: { email: 'sample.person@sample.example' },
      submittedFacts: { employees: '1-99', product: 'sample', country: 'DE' },
      unmapped: [],
      problems: [],
    });
  });
});

describe('a body from the sender', () => {
  it.each([
    ['typeform', 'typeform-named'],
    ['hubspot-workflow', 'hubspot-versions'],
    ['hubspot-workflow', 'hubspot-chosen'],
  ] as const)('of kind %s, %s, becomes a test lead with nothing else changed', async (kind, name) => {
    const body = JSON.parse(fixtureText(name)) as Record<string, unknown>;
    const [before] = (await readAs(kind, JSON.stringify(body))) ?? [];
    const [marked] = (await readAs(kind, JSON.stringify(markAsTest(kind, body)))) ?? [];
    expect(before).toMatchObject({ test: false });
    expect(marked).toMatchObject({ test: true, person: (before as { person: object }).person });
  });
});
