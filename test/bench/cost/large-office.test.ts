import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LARGE_OFFICE, readLargeOffice, SMALL_OFFICE } from '../../../bench/cost/large-office.ts';
import { checkPlan } from '../../../cli/plan/check.ts';
import { parsePlan } from '../../../shared/domain/plan/compile/parse-plan.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { explainRoute } from '../../../shared/domain/routing/route.ts';

const file = (name: string) => readFileSync(new URL(`../../../bench/cost/${name}`, import.meta.url), 'utf8');

function read(text: string): Plan {
  const parsed = parsePlan(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.value;
}

const rulesOf = ({ layers }: Plan) => layers.flatMap(({ rules }) => rules).length;
const repsOf = (text: string) => text.match(/teams: \{desk/g)?.length;

it('has as many rules and reps as docs/cost.md says, in the small office too', async () => {
  const large = await readLargeOffice();
  expect({ rules: rulesOf(read(file('plan.yaml'))), reps: repsOf(file('reps.yaml')) }).toEqual(SMALL_OFFICE);
  expect({ rules: rulesOf(read(large.plan)), reps: repsOf(large.reps) }).toEqual(LARGE_OFFICE);
});

it('has a plan that passes its check: it can be published', async () => {
  expect(checkPlan(read((await readLargeOffice()).plan)).passes).toBe(true);
});

it('asks every rule before the last one takes the lead that is recorded', async () => {
  const features = { country: 'DE', employees: '1000+', touch: 'demo_request', domain: 'x.example', band: 'hot' };
  const { rule, passedOver } = explainRoute({ features, plan: read((await readLargeOffice()).plan) });
  expect([rule, passedOver.length]).toEqual(['everybody', LARGE_OFFICE.rules - 1]);
});
