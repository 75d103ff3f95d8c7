import { Command } from 'commander';
import { environmentNamed } from '../../infra/environments.ts';
import { isRestoreMoment, type RestoreMoment } from '../../infra/tables.ts';
import { createEnvOption } from '../environment-api.ts';
import { print } from '../print.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import type { RestoreFinding } from './check-tables.ts';
import { finishRestore, type RestoreContext, restoreTables } from './restore-tables.ts';

interface Options {
  readonly env: string;
}

/** `baton restore`: brings the tables back to an earlier moment. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('Brings the tables back to an earlier moment. docs/restore.md is the recipe.')
    .addCommand(tablesCommand())
    .addCommand(finishCommand());
}

function tablesCommand(): Command {
  return new Command('tables')
    .description('Makes tables as they were at a moment, without anybody erased since. Those in use stay as they are.')
    .addOption(createEnvOption())
    .requiredOption('--to <moment>', 'the moment in UTC, to the second: 2026-11-26T09:00:00Z')
    .action(async ({ env, to }: Options & { readonly to: string }) => {
      const moment = parseMoment(to);
      const context = await createContext(env);
      const findings = await restoreTables(moment, context);
      print(formatFindings(findings));
      if (findings.some(({ isFine }) => !isFine)) process.exitCode = 1;
      else print(nextStep(moment, env));
    });
}

function finishCommand(): Command {
  return new Command('finish')
    .description('After the deployment: carries over what the tables before received until then.')
    .addOption(createEnvOption())
    .action(async ({ env }: Options) => {
      await finishRestore(await createContext(env));
      print(`Finished. The sweep now works on what is due. Look: npm run baton -- doctor --env ${env}`);
    });
}

async function createContext(env: string): Promise<RestoreContext> {
  const environment = environmentNamed(env);
  return { environment, outputs: await readStackOutputs(environment), say: (line) => print(line) };
}

/** Reads a moment as people may write it, with or without milliseconds. @throws a sentence that says what is expected. */
export function parseMoment(text: string): RestoreMoment {
  const moment = text.trim().replace(/\.000Z$/, 'Z');
  if (!isRestoreMoment(moment))
    throw new Error('Expected as --to a moment in UTC, to the second: 2026-11-26T09:00:00Z');
  return moment;
}

/** Formats what was found in restored tables. */
export function formatFindings(findings: readonly RestoreFinding[]): string {
  return findings.map(({ isFine, text }) => `${isFine ? '✓' : '✗'} ${text}`).join('\n');
}

/** Says how the stack takes over the tables. */
export function nextStep(moment: RestoreMoment, env: string): string {
  return [
    'The tables are ready; nothing uses them yet. Next:',
    `  1. infra/environments.ts, ${env}:   restoredTo: '${moment}',`,
    `  2. npx cdk deploy -c env=${env} --import-existing-resources`,
    `  3. npm run baton -- restore finish --env ${env}`,
  ].join('\n');
}
