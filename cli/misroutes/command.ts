import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { addSeconds, instantOf } from '../../shared/domain/instant.ts';
import { parsePlan } from '../../shared/domain/plan/compile/parse-plan.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { parseInputFile, parseOutputFile } from '../file-options.ts';
import { openPlans } from '../plan/plan-in-force.ts';
import { type PlanText, readPlanFile } from '../plan/read-plan.ts';
import { readStoredLeads } from '../plan/stored-leads.ts';
import { print } from '../print.ts';
import { formatProposals } from './proposal-text.ts';
import { proposeEdits } from './propose.ts';
import { readFlags } from './read-flags.ts';

const DAY_SECONDS = 86_400;
const MAX_DAYS = 92;

interface Options extends EnvironmentOptions {
  readonly plan?: string;
  readonly since: number;
  readonly out?: string;
  readonly json?: true;
}

/** `baton misroutes`: what flagged leads have in common, and which edit of the plan that suggests. */
export function misroutesCommand(): Command {
  return new Command('misroutes')
    .description('Says what misrouted leads have in common, and proposes edits of the plan. Changes nothing.')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--since <days>', `leads received and flagged in these days, at most ${MAX_DAYS}d`, parseDays, 90)
    .option('--plan <file>', 'the plan to edit (default: the one in force)', parseInputFile)
    .option('--out <file>', 'write the plan with all proposed edits there', parseOutputFile)
    .option('--json', 'print everything as JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const now = instantOf(Date.now());
  const api = await connectToApi(options);
  const { text, plan, tables } =
    options.plan === undefined ? await readInForce(options.env) : await readPlanFile(options.plan);
  const flags = await readFlags(api, options.since);
  const leads = await readStoredLeads(api, addSeconds(now, -options.since * DAY_SECONDS));
  const read = (edited: string) => parsePlan(edited, tables);
  const proposed = proposeEdits({ flags, leads, text, plan, read, now });
  if (options.out !== undefined) await writeFile(options.out, proposed.text);
  print(
    options.json ? JSON.stringify(proposed.proposals, null, 2) : formatProposals(proposed.proposals, options.since),
  );
}

async function readInForce(env: string): Promise<PlanText> {
  const active = await (await openPlans(env)).active();
  if (!active) throw new Error(`${env} has no active plan. Publish one: baton plan publish <file> --env ${env}`);
  // Tables are not part of the stored text.
  if (!parsePlan(active.text).ok)
    throw new Error('The plan has tables beside it. Name its file, so that they are found: --plan <file>');
  return { text: active.text, plan: active.plan, tables: {} };
}

function parseDays(text: string): number {
  const days = Number(/^(\d{1,2})d$/.exec(text)?.[1]);
  if (!(days >= 1 && days <= MAX_DAYS))
    throw new InvalidArgumentError(`Expected days such as 90d, at most ${MAX_DAYS}d.`);
  return days;
}
