import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseExampleLeads, personOf } from '../../../cli/demo/example-lead.ts';
import { comparePath } from '../../../cli/demo/expected-path.ts';
import { type LeadRegistry, playScenario } from '../../../cli/demo/play-scenario.ts';
import { parseScenario, type ScenarioLead } from '../../../cli/demo/scenario.ts';
import { SimulatedReps } from '../../../cli/demo/simulated-reps.ts';
import { prepareAccountImport } from '../../../cli/import/import-accounts.ts';
import { RepBody } from '../../../shared/api/reps.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { type SimulationSwitches, VirtualBaton } from '../../../shared/simulation/virtual-baton.ts';
import { publishPlan } from '../../../shared/use-cases/plans/publish-plan.ts';
import { changeRep } from '../../../shared/use-cases/reps/change-rep.ts';
import { VirtualScenarioTarget } from './virtual-target.ts';

function exampleFile(name: string): string {
  return readFileSync(new URL(`../../../examples/${name}`, import.meta.url), 'utf8');
}

const read = parseScenario(exampleFile('scenario.yaml'));
if (!read.ok) throw new Error(read.problem.join('\n'));
const SCENARIO = read.value;
const EXAMPLES = parseExampleLeads(exampleFile('leads.json'));
const TYPEFORM = { url: 'memory:typeform', secret: 'typeform-secret' };
const INTAKE = {
  hookUrl: 'memory:hook',
  typeform: TYPEFORM,
  secret: `whsec_${'c2VjcmV0'.repeat(6)}`,
  apiUrl: 'memory:',
  apiKey: 'key',
};

async function byEmail(): Promise<ReadonlyMap<string, ScenarioLead>> {
  const found = new Map<string, ScenarioLead>();
  for (const lead of SCENARIO.leads) {
    const example = EXAMPLES.get(lead.name);
    if (!example) throw new Error(`no lead ${lead.name} in leads.json`);
    found.set((await personOf(example)).email, lead);
  }
  return found;
}

/**
 * Runs the demo in memory from a given moment. Returns the differences from the scenario after this many seconds, by
 * lead.
 */
async function played(start: Instant, seconds: number, switches: Partial<SimulationSwitches> = {}) {
  const baton = new VirtualBaton({ start, switches, recyclingIntervalSeconds: 60 });
  const published = await publishPlan({ text: exampleFile('plan.yaml'), by: 'dana.ruiz', now: start }, baton.deps);
  if (!published.ok) throw new Error(JSON.stringify(published.problem));
  await baton.deps.plans.activate(published.value.version);
  const { reps } = parse(exampleFile('reps.yaml')) as { reps: Record<string, unknown> };
  for (const [id, rep] of Object.entries(reps)) {
    await changeRep({ ...RepBody.parse(rep), id, version: 1 }, start, baton.deps);
  }

  const accounts = { file: 'accounts.csv', text: exampleFile('accounts.csv'), prune: false, stores: baton.deps };
  await (await prepareAccountImport(accounts)).apply(() => undefined);

  const registry: LeadRegistry = new Map();
  const stage = new VirtualScenarioTarget(baton, registry);
  const complaints: string[] = [];
  const complain = (problem: string) => void complaints.push(problem);
  const play = playScenario(SCENARIO, { examples: EXAMPLES, intake: INTAKE, stage, registry, reportProblem: complain });
  await stage.run(seconds, new SimulatedReps(await byEmail(), stage));
  await play;
  const progress = SCENARIO.leads.map(async (lead) => {
    const id = registry.get(lead.name) ?? '';
    const seen = { lead: await baton.lead(id), timeline: await baton.deps.leads.timeline(id) };
    return [lead.name, comparePath(lead, seen)] as const;
  });
  const off = (await Promise.all(progress)).filter(([, { status: where }]) => where !== 'arrived');
  return { off: Object.fromEntries(off.map(([name, { differences }]) => [name, differences])), complaints };
}

describe('the example scenario, in memory', () => {
  it.each([
    ['on a Monday morning', '2026-11-23T09:00:00.000Z'],
    ['at 3 on a Sunday morning', '2026-11-22T03:00:00.000Z'],
    ['while clocks go back in Europe', '2026-10-25T00:59:30.000Z'],
    ['while clocks go forward in America', '2027-03-14T06:59:40.000Z'],
    ["over New Year's midnight", '2026-12-31T23:59:20.000Z'],
  ])('takes every lead along its path within 90 seconds, %s', async (_, start) => {
    expect(await played(start, 90)).toEqual({ off: {}, complaints: [] });
  });

  it('takes every lead along its path with timers off and only the sweep', async () => {
    expect(await played('2026-11-23T09:00:00.000Z', 420, { timers: false })).toEqual({ off: {}, complaints: [] });
  });
});
