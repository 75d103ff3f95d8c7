import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { type Instant, instantOf } from '../../shared/domain/instant.ts';
import { DEFAULT_BEHAVIOUR } from '../../shared/simulation/behaviour.ts';
import { parseInputFile, parseOutputFile } from '../file-options.ts';
import { IN_FORCE, readPlan } from '../plan/plan-in-force.ts';
import { print } from '../print.ts';
import { readReps } from '../reps-file.ts';
import { mixOfFile, mixOfPlan } from './lead-mix.ts';
import { renderSimulationPage } from './page.ts';
import { simulate } from './simulation.ts';
import { formatSimulation } from './text.ts';
import { type HireToTry, type LeaveToTry, parseHire, parseLeave, parseVolume } from './what-if.ts';

interface Options {
  readonly reps: string;
  readonly against?: string;
  readonly env?: string;
  readonly leads?: string;
  readonly perWeek: number;
  readonly weeks: number;
  readonly start?: Instant;
  readonly seed: number;
  readonly leave?: readonly LeaveToTry[];
  readonly hire?: readonly HireToTry[];
  readonly volume?: number;
  readonly responds: number;
  readonly response: number;
  readonly html?: string;
  readonly json?: true;
}

const WEEK_MS = 7 * 24 * 3600 * 1000;
/** A Monday. */
const SOME_MONDAY_MS = Date.UTC(2026, 0, 5);

/** `baton simulate`: weeks of the company under a plan, before it is published. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description(
      'Plays virtual weeks with a plan and reps: leads arrive, are assigned, answered, breached and recycled. Compares them with what is tried.',
    )
    .argument('<plan>', `a plan file, or ${IN_FORCE}: the active plan of --env`)
    .requiredOption('--reps <file>', 'the reps, as in examples/reps.yaml', parseInputFile)
    .option('--against <plan>', `compare with this plan, or ${IN_FORCE}`)
    .addOption(new Option('--env <name>', `environment, for ${IN_FORCE}`).choices(Object.keys(ENVIRONMENTS)))
    .option(
      '--leads <file>',
      'leads are like these: CSV, a JSON list or JSON lines (default: values of the plan)',
      parseInputFile,
    )
    .option('--per-week <leads>', 'leads a week', parseWhole(1, 100_000), 100)
    .option('--weeks <weeks>', 'weeks to play', parseWhole(1, 52), 4)
    .option('--start <day>', 'first day, 2026-11-30 (default: the next Monday)', parseDay)
    .option('--seed <number>', 'the same seed gives the same weeks', parseWhole(0, 1_000_000), 1)
    .option('--leave <days>', 'try a leave, mia.keller:2026-12-01/14; can be repeated', parseLeave)
    .option('--hire <reps>', 'try more reps, 2@sdr-emea; can be repeated', parseHire)
    .option('--volume <factor>', 'try more or fewer leads, x3', parseVolume)
    .option(
      '--responds <percent>',
      'assignments that reps respond to at all',
      parseWhole(0, 100),
      100 * DEFAULT_BEHAVIOUR.responds,
    )
    .option(
      '--response <minutes>',
      'median working minutes until they do',
      parseWhole(1, 10_000),
      DEFAULT_BEHAVIOUR.responseSeconds / 60,
    )
    .option('--html <file>', 'write a page with charts to this file', parseOutputFile)
    .option('--json', 'print everything as JSON instead')
    .action(run);
}

async function run(plan: string, options: Options): Promise<void> {
  const { against, leads, perWeek, weeks, seed, start = nextMonday(Date.now()) } = options;
  const after = await readPlan(plan, options);
  const before = against === undefined ? after : await readPlan(against, options);
  const terms = {
    reps: await readReps(options.reps),
    mix: leads === undefined ? mixOfPlan(after, seed) : await mixOfFile(leads, seed),
    behaviour: { ...DEFAULT_BEHAVIOUR, responds: options.responds / 100, responseSeconds: options.response * 60 },
    ...{ start, weeks, perWeek, seed },
  };
  const whatIf = { leaves: options.leave ?? [], hires: options.hire ?? [], volume: options.volume ?? 1 };
  const simulation = await simulate(terms, { before, after, whatIf });
  print(options.json ? JSON.stringify(simulation, null, 2) : formatSimulation(simulation));
  if (options.html === undefined) return;
  await writeFile(options.html, renderSimulationPage(simulation));
  if (!options.json) print(`\nPage: ${options.html}`);
}

function nextMonday(now: number): Instant {
  return instantOf(SOME_MONDAY_MS + Math.ceil((now - SOME_MONDAY_MS) / WEEK_MS) * WEEK_MS);
}

function parseDay(text: string): Instant {
  const time = Date.parse(`${text}T00:00:00.000Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(time))
    throw new InvalidArgumentError('Expected a date such as 2026-11-30.');
  return instantOf(time);
}

function parseWhole(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= from && number <= to))
      throw new InvalidArgumentError(`Expected a whole number from ${from} to ${to}.`);
    return number;
  };
}
