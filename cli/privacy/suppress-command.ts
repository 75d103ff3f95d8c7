import type { Command } from 'commander';
import { connectToApi } from '../environment-api.ts';
import { print } from '../print.ts';
import {
  formatEntries,
  formatLifted,
  formatSuppressed,
  lift,
  listEntries,
  readReason,
  replayEntries,
  suppress,
} from './do-not-contact.ts';
import { CONTACT, readContact } from './identifier.ts';
import { createPersonCommand, type PersonOptions } from './person-command.ts';

interface SuppressOptions extends PersonOptions {
  readonly reason?: string;
  readonly ticket?: string;
  readonly list?: boolean;
  readonly lift?: boolean;
  readonly replay?: boolean;
}

/** `baton suppress`: enters somebody in the do-not-contact list. */
export function suppressCommand(): Command {
  return createPersonCommand('suppress', 'Enters somebody in the do-not-contact list and ends their open leads.')
    .argument('[person]', CONTACT)
    .option('--reason <text>', 'why, in a few words without a name (default: request)')
    .option('--ticket <number>', 'number of the request in another system')
    .option('--list', 'show the list')
    .option('--lift', 'lift the entry: the next submission is an ordinary lead; needs --reason')
    .option('--replay', 'after a restore: bring the list back to its records')
    .action(async (person: string | undefined, options: SuppressOptions) => print(await runSuppress(person, options)));
}

async function runSuppress(person: string | undefined, options: SuppressOptions): Promise<string> {
  const { name, json, ticket } = options;
  if (options.replay) return replayEntries(await connectToApi(options));
  if (options.list) {
    const entries = await listEntries(await connectToApi(options));
    return json ? JSON.stringify(entries, null, 2) : formatEntries(entries);
  }
  if (person === undefined) throw new Error(`Say who: ${CONTACT}. Or use --list or --replay.`);
  const who = readContact(person, name);
  const reason = options.reason === undefined ? undefined : readReason(options.reason);
  if (options.lift) {
    if (reason === undefined) throw new Error('Say why it is lifted: --reason.');
    const lifted = await lift(await connectToApi(options), who, reason);
    return json ? JSON.stringify(lifted, null, 2) : formatLifted(lifted);
  }
  const suppressed = await suppress(await connectToApi(options), who, { reason, ticket });
  return json ? JSON.stringify(suppressed, null, 2) : formatSuppressed(suppressed);
}
