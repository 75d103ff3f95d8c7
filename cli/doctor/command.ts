import { Command, Option } from 'commander';
import { ENVIRONMENTS, environmentNamed, stackNameOf } from '../../infra/environments.ts';
import { stackOutputs } from '../stack-outputs.ts';
import { type Finding, makeChecks } from './finding.ts';
import { checksOf } from './run-checks.ts';

interface Options {
  readonly env: string;
  readonly json?: boolean;
}

const MARKS = { ok: '✓', warning: '!', failed: '✗', unknown: '?' } as const;

/** `baton doctor`: checks whether a deployed environment is healthy. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Checks a deployed environment: stack, secrets, plan, hooks, schedules, sweep, dead letters, quotas.')
    .addOption(new Option('--env <name>', 'environment').choices(Object.keys(ENVIRONMENTS)).makeOptionMandatory())
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nRead-only. Exits with 1 if a check failed; `!` and `?` need human judgment.')
    .action(run);
}

async function run({ env, json }: Options): Promise<void> {
  const environment = environmentNamed(env);
  const outputs = await stackOutputs(environment);
  const findings = await makeChecks(
    checksOf(stackNameOf(environment), outputs),
    json ? () => undefined : (finding) => console.log(lineOf(finding)),
  );
  if (json) console.log(JSON.stringify({ environment: environment.name, findings }, null, 2));
  if (findings.some(({ state }) => state === 'failed')) process.exitCode = 1;
}

/** Formats one finding. */
export function lineOf({ check, state, seen, todo }: Finding): string {
  const line = `${MARKS[state]} ${check.padEnd(14)} ${seen}`;
  return todo === undefined ? line : `${line}\n  ${' '.repeat(14)} → ${todo}`;
}
