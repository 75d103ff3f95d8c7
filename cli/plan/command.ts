import { Command } from 'commander';
import { print } from '../print.ts';
import { checkPlan, formatPlanCheck } from './check.ts';
import { diffCommand } from './diff-command.ts';
import { historyCommand, publishCommand, rollbackCommand, showCommand } from './publish-command.ts';
import { readPlanFile } from './read-plan.ts';
import { formatPlanTests, readPlanTests, runPlanTest } from './test-plan.ts';

/** `baton plan`: looks at a plan file, publishes it, and goes back to an earlier version. */
export function planCommand(): Command {
  return new Command('plan')
    .description('Checks, tests, compares and publishes plan files, and goes back to earlier versions.')
    .addCommand(checkCommand())
    .addCommand(testCommand())
    .addCommand(diffCommand())
    .addCommand(publishCommand())
    .addCommand(rollbackCommand())
    .addCommand(historyCommand())
    .addCommand(showCommand());
}

function checkCommand(): Command {
  return new Command('check')
    .description('Proves which rules leads can reach and what the plan expects, or shows a lead that refutes it.')
    .argument('<file>', 'the plan')
    .option('--overlaps', 'list rules that share leads, so that their order decides')
    .option('--json', 'print the report as JSON')
    .action(async (file: string, options: { readonly overlaps?: boolean; readonly json?: boolean }) => {
      const check = checkPlan((await readPlanFile(file)).plan);
      const { report, passes } = check;
      print(
        options.json
          ? JSON.stringify({ passes, ...report }, null, 2)
          : formatPlanCheck(check, { overlaps: options.overlaps === true }),
      );
      if (!passes) process.exitCode = 1;
    });
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
