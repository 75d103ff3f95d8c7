import { beforeEach, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import type { RejectedEntry } from '../../../shared/domain/intake/parsed-body.ts';
import type { Submission } from '../../../shared/domain/intake/submission.ts';
import { noteFindings } from '../../../shared/use-cases/intake/note-findings.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

let deps: InMemoryDeps;

beforeEach(() => {
  deps = createInMemoryDeps();
});

function aSubmission(overrides: Partial<Submission> = {}): Submission {
  return {
    ...{ touch: 'demo_request', source: 'website', test: false, person: { answers: {} }, submittedFacts: {} },
    ...{ externalIds: [], dedupe: { contentHash: 'hash' }, problems: [], unmapped: [] },
    ...overrides,
  };
}

function record(submissions: readonly Submission[], rejected: readonly RejectedEntry[] = []) {
  return noteFindings({ source: 'website', at: MONDAY, read: { submissions, rejected }, leads: 2 }, deps);
}

const shoeSize = () => aSubmission({ unmapped: [{ name: 'shoe_size' }] });
const odd = () => aSubmission({ submittedFacts: { country: 'Atlantis' } });
const stored = async () =>
  (await deps.findings.ofSource('website')).map(({ kind, name, count }) => [kind, name, count]);

it('notes that the source delivers, even without a finding', async () => {
  expect(await record([aSubmission()])).toEqual({ unmapped: 0, unknown: 0 });
  expect(await deps.findings.activity()).toEqual([{ source: 'website', deliveries: 1, leads: 2, lastAt: MONDAY }]);
  expect(await stored()).toEqual([]);
});

it('counts a finding of several submissions together and reports it as new once', async () => {
  expect(await record([shoeSize(), shoeSize()])).toEqual({ unmapped: 1, unknown: 0 });
  expect(await stored()).toEqual([['unmapped', 'shoe_size', 2]]);
  expect(await record([shoeSize()])).toEqual({ unmapped: 0, unknown: 0 });
  expect(await stored()).toEqual([['unmapped', 'shoe_size', 3]]);
});

it('tells an unknown value from an unmapped field', async () => {
  expect(await record([odd(), odd()])).toEqual({ unmapped: 0, unknown: 1 });
  expect(await stored()).toEqual([['unknown', 'country', 2]]);
});

it('takes a value that the plan in force knows for known', async () => {
  const plan = aPlan({ fields: { country: { type: 'pick', values: ['Atlantis'], alias: {} } } });
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan })));
  expect(await record([odd(), odd()])).toEqual({ unmapped: 0, unknown: 0 });
  expect(await stored()).toEqual([]);
});

it('notes entries that are no leads, and what was left out of a lead, as problems', async () => {
  const cut = aSubmission({ problems: [{ code: 'value_too_long', field: 'message' }] });
  expect(await record([cut], [{ index: 1, detail: 'not_an_object' }])).toEqual({ unmapped: 0, unknown: 0 });
  expect(await stored()).toEqual([
    ['problem', 'value_too_long', 1],
    ['problem', 'not_an_object', 1],
  ]);
});

it.each(['findings', 'plans'] as const)('never fails, even when the store of %s does', async (broken) => {
  const fails = async () => Promise.reject(new Error('throttled'));
  deps =
    broken === 'findings'
      ? { ...deps, findings: replaceMethods(deps.findings, { record: fails }) }
      : { ...deps, plans: replaceMethods(deps.plans, { active: fails }) };
  expect(await record([shoeSize()])).toEqual({ unmapped: 0, unknown: 0 });
});
