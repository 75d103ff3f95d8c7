import { Command, Option } from 'commander';
import { ENVIRONMENTS, environmentNamed } from '../../infra/environments.ts';
import { formatFinding, runChecks } from '../finding.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { createChecks } from './run-checks.ts';

interface Options {
  readonly env: string;
  readonly json?: boolean;
}

/** `baton doctor`: checks whether a deployed environment is healthy. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Checks a deployed environment: stack, secrets, plan, calendars, enrichment, notifications, hooks, CRM, Slack, e-mail, schedules, sweep, dead letters, alarms, quotas.',
    )
    .addOption(new Option('--env <name>', 'environment').choices(Object.keys(ENVIRONMENTS)).makeOptionMandatory())
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nRead-only. Exits with 1 if a check failed; `!` and `?` need human judgment.')
    .action(run);
}

async function run({ env, json }: Options): Promise<void> {
  const environment = environmentNamed(env);
  const outputs = await readStackOutputs(environment);
  const findings = await runChecks(
    createChecks(environment, outputs),
    json ? () => undefined : (finding) => console.log(formatFinding(finding)),
  );
  if (json) console.log(JSON.stringify({ environment: environment.name, findings }, null, 2));
  if (findings.some(({ state }) => state === 'failed')) process.exitCode = 1;
}
