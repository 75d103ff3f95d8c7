import { readFileSync } from 'node:fs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from 'vitest';
import { itemBytes, WireItem } from '../../../bench/cost/item-size.ts';
import { detailsAheadOf, leadToRows, storedDetailsOf } from '../../../shared/adapters/dynamodb/lead-rows.ts';
import { parsePlan } from '../../../shared/domain/plan/compile/parse-plan.ts';
import type { Commit, LeadChange } from '../../../shared/ports/lead-store.ts';
import { VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { answerAsOwner } from '../../scenarios/a-baton.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { recordCalls } from '../../support/count-store-calls.ts';

/** A form with all that the examples' plans ask for. */
const FORM = {
  ...{ email: 'nora.lindqvist@lindwerk.example', name: 'Nora Lindqvist', phone: '+49 30 1234567', country: 'DE' },
  ...{ job_title: 'VP Sales', employees: '1000+', industry: 'saas', product: 'platform', touch: 'demo_request' },
};

/** Returns the state as a commit writes it, once the details have their own row. */
function stateOf(change: LeadChange) {
  const first = change.before && leadToRows({ ...change, after: change.before }).state;
  const storedDetails = first && storedDetailsOf(first);
  return leadToRows({ ...change, storedDetails: detailsAheadOf({ ...change, storedDetails }) }).state;
}

/** Returns an item as it is sent: bytes in base64. */
function toWire(row: object): WireItem {
  const base64 = (_: string, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
  return WireItem.parse(JSON.parse(JSON.stringify(row, base64)));
}

/** Plays a lead that is ignored by one rep and answered by the next. Returns the bytes of its states, by event. */
async function bytesOfStates(file: string): Promise<ReadonlyMap<string, number>> {
  const plan = parsePlan(readFileSync(new URL(`../../../examples/${file}`, import.meta.url), 'utf8'));
  if (!plan.ok) throw new Error(JSON.stringify(plan.problem));
  const bytes = new Map<string, number>();
  const record = (method: string, [change]: readonly unknown[]) => {
    for (const one of method === 'commit' ? (change as Commit).transitions : []) {
      const row = marshall({ ...stateOf(one) }, { removeUndefinedValues: true });
      bytes.set(one.event.type, Math.max(bytes.get(one.event.type) ?? 0, itemBytes(toWire(row))));
    }
  };
  const wrapDeps = (deps: VirtualBaton['deps']) => ({ ...deps, leads: recordCalls(deps.leads, record) });
  const baton = new VirtualBaton({ start: MONDAY, wrapDeps });
  await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan: plan.value })));
  const teams = Object.fromEntries(Object.keys(plan.value.teams).map((team) => [team, 1]));
  const attributes = { territory: ['DE', 'emea'], language: ['de', 'en'] };
  await saveReps(baton.deps.reps, ...['mia.keller', 'jon.haasbruck'].map((id) => aRep({ id, teams, attributes })));
  const id = await baton.postOne(FORM);
  await baton.advance(24 * 3600);
  await answerAsOwner(baton, id, { answer: 'contacted' });
  return bytes;
}

it.each(['plan.yaml', 'plan.office.yaml'])(
  'the state of a lead of examples/%s stays below a kilobyte',
  async (file) => {
    const bytes = await bytesOfStates(file);
    expect([...bytes].filter(([, size]) => size > 1024)).toEqual([]);
  },
);
