import { Command, InvalidArgumentError, Option } from 'commander';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { addSeconds, type Instant, instantOf } from '../../shared/domain/instant.ts';
import { connectToApi, createKeyFileOption } from '../environment-api.ts';
import { parseInputFile } from '../file-options.ts';
import { print } from '../print.ts';
import { readReps } from '../reps-file.ts';
import { diffPlans, type PlanDiff } from './diff.ts';
import { planDiffToMarkdown } from './diff-markdown.ts';
import { formatPlanDiff, formatShare } from './diff-text.ts';
import { IN_FORCE, readPlan } from './plan-in-force.ts';
import { readSampleLeads, type SampleLead } from './sample-leads.ts';
import { readStoredLeads } from './stored-leads.ts';

const DAY_SECONDS = 86_400;

interface Options {
  readonly env?: string;
  readonly keyFile?: string;
  readonly leads?: string;
  readonly since?: number;
  readonly reps?: string;
  readonly maxMoved?: number;
  readonly json?: true;
  readonly markdown?: true;
}

/** `baton plan diff`: what a changed plan does to leads, before it is published. */
export function diffCommand(): Command {
  return new Command('diff')
    .description('Says how two plans differ, and which leads move, from where to where. Publishes nothing.')
    .argument('<old>', `a plan file, or ${IN_FORCE}: the active plan of --env`)
    .argument('<new>', `a plan file, or ${IN_FORCE}`)
    .addOption(
      new Option('--env <name>', `environment, for ${IN_FORCE} and --since`).choices(Object.keys(ENVIRONMENTS)),
    )
    .option('--leads <file>', 'route these leads by both plans: CSV, a JSON list or JSON lines', parseInputFile)
    .addOption(
      new Option('--since <days>', 'route the leads that --env received in these days, 90d')
        .argParser(parseDays)
        .conflicts('leads'),
    )
    .addOption(createKeyFileOption())
    .option('--reps <file>', 'give the leads to these reps in turn, as in examples/reps.yaml', parseInputFile)
    .option('--max-moved <share>', 'end with 1 when more of the leads move, 5%', parseShare)
    .addOption(new Option('--json', 'print it as JSON').conflicts('markdown'))
    .option('--markdown', 'print it as a comment for a pull request')
    .action(run);
}

async function run(old: string, next: string, options: Options): Promise<void> {
  const hasLeads = options.leads !== undefined || options.since !== undefined;
  if (options.maxMoved !== undefined && !hasLeads)
    throw new Error('--max-moved needs leads to count. Add --leads <file> or --since 90d.');
  if (options.reps !== undefined && !hasLeads)
    throw new Error('--reps needs leads to give to them. Add --leads <file> or --since 90d.');
  const now = instantOf(Date.now());
  const [before, after] = [await readPlan(old, options), await readPlan(next, options)];
  const leads = await readLeads(options, now);
  const reps = options.reps === undefined ? undefined : await readReps(options.reps);
  const diff = diffPlans({ before, after, leads, reps, now });
  print(format(diff, options));
  checkGate(diff, options.maxMoved);
}

function format(diff: PlanDiff, { json, markdown }: Options): string {
  if (json) return JSON.stringify(diff, null, 2);
  return markdown ? planDiffToMarkdown(diff) : formatPlanDiff(diff);
}

/** Ends the command with 1, and says why on the error output, when too many leads move. */
function checkGate({ routes }: PlanDiff, maxMoved: number | undefined): void {
  if (!routes || maxMoved === undefined || routes.moved <= maxMoved * routes.leads) return;
  process.exitCode = 1;
  process.stderr.write(
    `${formatShare(routes.moved, routes.leads)} of the leads move, more than --max-moved ${100 * maxMoved} %.\n`,
  );
}

async function readLeads(
  { leads, since, env, keyFile }: Options,
  now: Instant,
): Promise<readonly SampleLead[] | undefined> {
  if (leads !== undefined) return readSampleLeads(leads, now);
  if (since === undefined) return undefined;
  if (env === undefined) throw new Error('--since reads the leads of an environment. Add --env <name>.');
  return readStoredLeads(await connectToApi({ env, keyFile }), addSeconds(now, -since * DAY_SECONDS));
}

function parseDays(text: string): number {
  const days = Number(/^(\d{1,4})d$/.exec(text)?.[1]);
  if (!(days > 0)) throw new InvalidArgumentError('Expected days such as 90d.');
  return days;
}

function parseShare(text: string): number {
  const number = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1];
  if (number === undefined || Number(number) > 100) throw new InvalidArgumentError('Expected a share such as 5%.');
  return Number(number) / 100;
}
