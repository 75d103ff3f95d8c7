import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { parsePlan } from '../../shared/domain/plan/compile/parse-plan.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { type ExampleLead, parseExampleLeads, personOf } from './example-lead.ts';
import { parseScenario, type Scenario, type ScenarioLead } from './scenario.ts';

const EXAMPLES_DIRECTORY = join(PROJECT_ROOT, 'examples');

/** The files that `npm start` passes to setup. */
export const PLAN_FILE = join(EXAMPLES_DIRECTORY, 'plan.yaml');
export const REPS_FILE = join(EXAMPLES_DIRECTORY, 'reps.yaml');
export const ACCOUNTS_FILE = join(EXAMPLES_DIRECTORY, 'accounts.csv');

/** The inputs of the demo. */
export interface DemoInputs {
  readonly scenario: Scenario;
  readonly examples: ReadonlyMap<string, ExampleLead>;
  readonly plan: Plan;
  /** The person's name, by lead name. */
  readonly personNames: ReadonlyMap<string, string>;
  /** Leads of the scenario, by the person's e-mail address. */
  readonly leadsByEmail: ReadonlyMap<string, ScenarioLead>;
}

/** Reads the example files. @throws with every problem when one is malformed. */
export async function readDemoInputs(): Promise<DemoInputs> {
  const [leads, play, planText] = await Promise.all([
    readFile(join(EXAMPLES_DIRECTORY, 'leads.json'), 'utf8'),
    readFile(join(EXAMPLES_DIRECTORY, 'scenario.yaml'), 'utf8'),
    readFile(PLAN_FILE, 'utf8'),
  ]);
  const examples = parseExampleLeads(leads);
  const scenario = parseScenario(play);
  if (!scenario.ok) throw new Error(['examples/scenario.yaml:', ...scenario.problem].join('\n  '));
  const plan = parsePlan(planText);
  if (!plan.ok) throw new Error(['examples/plan.yaml:', ...plan.problem.map(({ message }) => message)].join('\n  '));
  const people = new Map<string, string>();
  const byEmail = new Map<string, ScenarioLead>();
  for (const lead of scenario.value.leads) {
    const example = examples.get(lead.name);
    if (!example) throw new Error(`examples/scenario.yaml plays ${lead.name}, which is not in leads.json`);
    const { email, name } = await personOf(example);
    people.set(lead.name, name);
    byEmail.set(email, lead);
  }
  return { scenario: scenario.value, examples, plan: plan.value, personNames: people, leadsByEmail: byEmail };
}
