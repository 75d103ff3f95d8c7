import { Command } from 'commander';
import { parseInputFile } from '../file-options.ts';
import { print } from '../print.ts';
import { readReps } from '../reps-file.ts';
import { approveCommand } from './approve-command.ts';
import { checkPlan, formatPlanCheck } from './check.ts';
import { coverPlan, formatCoverage, parseZone } from './coverage.ts';
import { diffCommand } from './diff-command.ts';
import { pilotCommand } from './pilot-command.ts';
import { historyCommand, publishCommand, rollbackCommand, showCommand } from './publish-command.ts';
import { readPlanFile } from './read-plan.ts';
import { reviewedCommand } from './reviewed-command.ts';
import { formatPlanTests, readPlanTests, runPlanTest } from './test-plan.ts';

/** `baton plan`: looks at a plan file, publishes it, and goes back to an earlier version. */
export function planCommand(): Command {
  return new Command('plan')
    .description('Checks, tests, compares, pilots and publishes plan files, and goes back to earlier versions.')
    .addCommand(checkCommand())
    .addCommand(testCommand())
    .addCommand(diffCommand())
    .addCommand(publishCommand())
    .addCommand(pilotCommand())
    .addCommand(approveCommand())
    .addCommand(rollbackCommand())
    .addCommand(historyCommand())
    .addCommand(showCommand())
    .addCommand(reviewedCommand());
}

function checkCommand(): Command {
  return new Command('check')
    .description('Proves which rules leads can reach and what the plan expects, or shows a lead that refutes it.')
    .argument('<file>', 'the plan')
    .option('--overlaps', 'list rules that share leads, so that their order decides')
    .option('--reps <file>', 'also show when these reps are at work, as in examples/reps.yaml', parseInputFile)
    .option('--zone <zone>', 'time zone of the hours that --reps shows', parseZone, 'UTC')
    .option('--json', 'print the report as JSON')
    .action(async (file: string, options: CheckOptions) => {
      const check = checkPlan((await readPlanFile(file)).plan);
      const { plan, report, passes } = check;
      const coverage = options.reps
        ? coverPlan(plan, { reps: await readReps(options.reps), zone: options.zone, now: new Date().toISOString() })
        : undefined;
      const text = formatPlanCheck(check, { overlaps: options.overlaps === true });
      print(
        options.json
          ? JSON.stringify({ passes, ...report, ...(coverage && { coverage }) }, null, 2)
          : [...(coverage ? [formatCoverage(coverage), ''] : []), text].join('\n'),
      );
      if (!passes) process.exitCode = 1;
    });
}

interface CheckOptions {
  readonly overlaps?: boolean;
  readonly reps?: string;
  readonly zone: string;
  readonly json?: boolean;
}

function testCommand(): Command {
  return new Command('test')
    .description('Routes the leads of a file of tests by a plan, and compares what is decided.')
    .argument('<file>', 'the plan')
    .argument('<tests>', 'tests: [{name, given: {touch: demo_request}, expect: {rule: demo, team: sdr, sla: demo}}]')
    .option('--json', 'print the results as JSON')
    .action(async (file: string, testsFile: string, options: { readonly json?: boolean }) => {
      const { plan } = await readPlanFile(file);
      const now = new Date().toISOString();
      const results = (await readPlanTests(testsFile)).map((test) => runPlanTest(test, plan, now));
      print(options.json ? JSON.stringify(results, null, 2) : formatPlanTests(results));
      if (results.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
    });
}
