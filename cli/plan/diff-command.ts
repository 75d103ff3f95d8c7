import { Command, InvalidArgumentError, Option } from 'commander';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { parseInputFile } from '../file-options.ts';
import { print } from '../print.ts';
import { readReps } from '../reps-file.ts';
import { diffPlans, type PlanDiff } from './diff.ts';
import { planDiffToMarkdown } from './diff-markdown.ts';
import { formatPlanDiff, formatShare } from './diff-text.ts';
import { IN_FORCE, readPlan } from './plan-in-force.ts';
import { readSampleLeads } from './sample-leads.ts';

interface Options {
  readonly env?: string;
  readonly leads?: string;
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
    .addOption(new Option('--env <name>', `environment, for ${IN_FORCE}`).choices(Object.keys(ENVIRONMENTS)))
    .option('--leads <file>', 'route these leads by both plans: CSV, a JSON list or JSON lines', parseInputFile)
    .option('--reps <file>', 'give the leads to these reps in turn, as in examples/reps.yaml', parseInputFile)
    .option('--max-moved <share>', 'end with 1 when more of the leads move, 5%', parseShare)
    .addOption(new Option('--json', 'print it as JSON').conflicts('markdown'))
    .option('--markdown', 'print it as a comment for a pull request')
    .action(run);
}

async function run(old: string, next: string, options: Options): Promise<void> {
  if (options.maxMoved !== undefined && options.leads === undefined)
    throw new Error('--max-moved needs leads to count. Add --leads <file>.');
  if (options.reps !== undefined && options.leads === undefined)
    throw new Error('--reps needs leads to give to them. Add --leads <file>.');
  const now = instantOf(Date.now());
  const [before, after] = [await readPlan(old, options), await readPlan(next, options)];
  const leads = options.leads === undefined ? undefined : await readSampleLeads(options.leads, now);
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

function parseShare(text: string): number {
  const number = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(text)?.[1];
  if (number === undefined || Number(number) > 100) throw new InvalidArgumentError('Expected a share such as 5%.');
  return Number(number) / 100;
}
