import { Command, InvalidArgumentError } from 'commander';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { parseInputFile } from '../file-options.ts';
import { print } from '../print.ts';
import { confirmOnTerminal } from './confirm.ts';
import { formatHistory, readHistory, rollBack } from './history.ts';
import { parseReason } from './parse-reason.ts';
import { openPlans, openPlansWithReview } from './plan-in-force.ts';
import { publishPlan } from './publish.ts';
import { readPlanFile } from './read-plan.ts';
import { formatReview } from './review-text.ts';
import { readPlanTests, runPlanTest } from './test-plan.ts';

type Json = { readonly json?: true };

interface PublishOptions extends EnvironmentOptions, Json {
  readonly tests?: string;
  readonly force?: true;
  readonly reason?: string;
  readonly yes?: true;
  readonly dryRun?: true;
}

/** `baton plan publish`: checks a plan, shows what differs, and puts it in force. */
export function publishCommand(): Command {
  return new Command('publish')
    .description('Checks a plan, says how it differs from the plan in force, and puts it in force.')
    .argument('<file>', 'the plan')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--tests <file>', 'run these tests too, as in plan test', parseInputFile)
    .option('--force', 'publish a plan that fails; needs --reason')
    .option('--reason <text>', 'why it is published although it fails; kept in the history', parseReason)
    .option('--yes', 'do not ask')
    .option('--dry-run', 'check and compare only')
    .option('--json', 'print the version as JSON, and the rest on the error output')
    .action(async (name: string, options: PublishOptions) => {
      const { force, reason, env, dryRun, json } = options;
      if ((force === undefined) !== (reason === undefined))
        throw new Error('--force and --reason go together: --force --reason "<why it is published although it fails>"');
      const file = await readPlanFile(name);
      const now = new Date().toISOString();
      const tests =
        options.tests === undefined
          ? undefined
          : (await readPlanTests(options.tests)).map((test) => runPlanTest(test, file.plan, now));
      const inForce = await (await openPlans(env)).active();
      const version = await publishPlan(
        { file, inForce, tests, forced: reason, dryRun: dryRun === true },
        {
          api: await connectToApi(options),
          say: (text) => print(text, json ? process.stderr : process.stdout),
          confirm: options.yes ? async () => true : confirmOnTerminal,
        },
      );
      if (json) print(JSON.stringify({ published: version !== undefined, version }, null, 2));
    });
}

/** `baton plan rollback`: puts an earlier version in force again. */
export function rollbackCommand(): Command {
  return new Command('rollback')
    .description('Puts the version that was in force before, or the one named, in force again.')
    .argument('[version]', 'its number, see plan history', parseVersion)
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .requiredOption('--reason <text>', 'why; kept in the history', parseReason)
    .option('--json', 'print the version as JSON')
    .action(async (version: number | undefined, options: EnvironmentOptions & Json & { readonly reason: string }) => {
      const now = await rollBack(await connectToApi(options), { version, reason: options.reason });
      print(options.json ? JSON.stringify({ version: now }, null, 2) : `Version ${now} is in force again.`);
    });
}

/** `baton plan history`: who put which version in force, when and why. */
export function historyCommand(): Command {
  return new Command('history')
    .description('Lists who put which version in force, when, why, and when to review it.')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--json', 'print it as JSON')
    .action(async (options: EnvironmentOptions & Json) => {
      const plans = await readHistory(await connectToApi(options));
      const today = new Date().toISOString().slice(0, 10);
      print(options.json ? JSON.stringify(plans, null, 2) : formatHistory(plans, today));
    });
}

/** `baton plan show`: the file of a version as it was published. */
export function showCommand(): Command {
  return new Command('show')
    .description('Prints a plan as it was published: the one in force, or the version named.')
    .argument('[version]', 'its number, see plan history', parseVersion)
    .addOption(createEnvOption())
    .option('--json', 'print it as JSON, with its tables')
    .action(async (version: number | undefined, { env, json }: { readonly env: string } & Json) => {
      const { plans, review } = await openPlansWithReview(env);
      const found = version === undefined ? await plans.active() : await plans.version(version);
      if (!found)
        throw new Error(
          version === undefined
            ? `${env} has no active plan. Publish one: baton plan publish <file> --env ${env}`
            : `${env} has no version ${version}. See: baton plan history --env ${env}`,
        );
      const { text, tree, publishedAt, publishedBy } = found;
      // Beside the file, not in it: the output can be published again.
      if (found.version === review?.version) print(formatReview(review, new Date().toISOString()), process.stderr);
      print(
        json
          ? JSON.stringify({ version: found.version, publishedAt, publishedBy, text, tree }, null, 2)
          : text.trimEnd(),
      );
    });
}

/** Parses the number of a version. */
export function parseVersion(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Expected the number of a version such as 3.');
  return Number(text);
}
