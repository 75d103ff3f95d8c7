import { Command, Option } from 'commander';
import { connectToApi, createEnvOption, createKeyFileOption } from '../environment-api.ts';
import { print } from '../print.ts';
import {
  exportPerson,
  forget,
  formatErasures,
  formatExport,
  formatForgotten,
  listErasures,
  replay,
} from './erasures.ts';
import { PERSON, readIdentifier } from './identifier.ts';
import { createPersonCommand, type PersonOptions } from './person-command.ts';
import { formatRetention, readRetention } from './retention.ts';

interface ForgetOptions extends PersonOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly reason?: string;
  readonly ticket?: string;
  readonly replay?: 'all' | 'unfinished';
  readonly list?: boolean;
  readonly suppress?: boolean;
}

/** `baton forget`: erases a person everywhere. */
export function forgetCommand(): Command {
  return createPersonCommand('forget', 'Erases a person everywhere. Without --yes it only shows what would go.')
    .argument('[person]', PERSON)
    .option('--dry-run', 'only show what would be erased')
    .option('--yes', 'erase')
    .option('--reason <code>', 'reason code (default: request)')
    .option('--ticket <number>', 'number of the request in another system')
    .option('--suppress', 'also enter them in the do-not-contact list, which is not erased')
    .option('--list', 'list the records of erasures')
    .addOption(
      new Option('--replay <which>', 'apply recorded erasures again: all after a restore, or the unfinished').choices([
        'all',
        'unfinished',
      ]),
    )
    .action(async (person: string | undefined, options: ForgetOptions) => print(await runForget(person, options)));
}

/** `baton export`: shows everything that is stored about a person. */
export function exportCommand(): Command {
  return createPersonCommand('export', 'Shows everything that is stored about a person.')
    .argument('<person>', PERSON)
    .action(async (person: string, options: PersonOptions) => {
      const exported = await exportPerson(await connectToApi(options), readIdentifier(person, options.name));
      print(options.json ? JSON.stringify(exported, null, 2) : formatExport(exported));
    });
}

/** `baton privacy`: shows what the daily retention would erase. */
export function privacyCommand(): Command {
  return new Command('privacy')
    .description('Shows by the plan in force what the next daily run erases by age, and what an erasure keeps.')
    .addOption(createEnvOption())
    .addOption(createKeyFileOption())
    .option('--json', 'print JSON')
    .action(async (options: Omit<PersonOptions, 'name'>) => {
      const retention = await readRetention(await connectToApi(options));
      print(options.json ? JSON.stringify(retention, null, 2) : formatRetention(retention));
    });
}

async function runForget(person: string | undefined, options: ForgetOptions): Promise<string> {
  const { name, json, dryRun = false, yes = false, reason, ticket, suppress } = options;
  if (options.replay) return replay(await connectToApi(options), options.replay);
  if (options.list) {
    const erasures = await listErasures(await connectToApi(options));
    return json ? JSON.stringify(erasures, null, 2) : formatErasures(erasures);
  }
  if (person === undefined) throw new Error(`Say who: ${PERSON}. Or use --list or --replay.`);
  const who = readIdentifier(person, name);
  const result = await forget(await connectToApi(options), who, {
    dryRun: dryRun || !yes,
    reason,
    ticket,
    suppress,
  });
  return json ? JSON.stringify(result, null, 2) : formatForgotten(result, { suppress });
}
