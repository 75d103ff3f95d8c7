import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import * as z from 'zod';
import { ENVIRONMENTS, environmentNamed } from '../../infra/environments.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { openDatabase } from '../database.ts';
import { checkSlack, openSlack } from '../doctor/slack-check.ts';
import { connectToApi, createEnvOption, createKeyFileOption, type EnvironmentOptions } from '../environment-api.ts';
import { parseInputFile } from '../file-options.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { connectSlack, disconnectSlack } from './connect.ts';
import { connectDeps } from './connect-deps.ts';
import { readHiddenLines } from './hidden-lines.ts';
import { buildManifest } from './manifest.ts';
import { bodyWithAddress, findMembers, formatMatches, readEmails } from './match.ts';

interface Options {
  readonly env: string;
  readonly apiUrl?: string;
}

/** `baton slack`: manages the connection to a workspace of Slack. */
export function slackCommand(): Command {
  const command = new Command('slack').description('Manages the connection to a workspace of Slack.');
  const about = (name: string, description: string) =>
    command.command(name).description(description).addOption(createEnvOption());
  about('manifest', 'Prints the manifest from which Slack creates the app of this environment.').action(
    async ({ env }: Options) => {
      const { ApiUrl } = await readStackOutputs(environmentNamed(env));
      console.log(JSON.stringify(buildManifest({ environment: env, apiUrl: ApiUrl }), null, 2));
    },
  );
  about('connect', 'Reads the bot token and the signing secret from the standard input, tries them and stores them.')
    .option('--api-url <url>', "base URL of Slack's API instead of Slack's own; for the local cloud alone")
    .action(connect);
  about('check', 'Tries the connection, and says what to do.').action(async ({ env }: Options) => {
    for (const { state, observed, todo } of await checkSlack(await readStackOutputs(environmentNamed(env)))) {
      console.log([`Slack: ${observed}`, todo].filter((line) => line !== undefined).join('\n  → '));
      if (state === 'failed') process.exitCode = 1;
    }
  });
  about('match', 'Finds the members of reps by e-mail, and shows them.')
    .option('--emails <file>', 'lines of a rep id, a comma and an e-mail address', parseInputFile)
    .option('--save', 'save the addresses that were found')
    .addOption(createKeyFileOption())
    .action(match);
  about('disconnect', 'Forgets the workspace, its token and its secret.').action(async ({ env }: Options) =>
    console.log(await disconnectSlack(connectDeps(await readStackOutputs(environmentNamed(env))))),
  );
  return command;
}

interface MatchOptions extends EnvironmentOptions {
  readonly emails?: string;
  readonly save?: boolean;
}

async function match(options: MatchOptions): Promise<void> {
  const outputs = await readStackOutputs(environmentNamed(options.env));
  const slack = await openSlack(outputs);
  if (!slack) throw new Error('No workspace is connected. Run baton slack connect first.');
  const emails = readEmails(options.emails === undefined ? '' : await readFile(options.emails, 'utf8'));
  const reps = await new RepTable({ db: openDatabase(), table: outputs.RepsTable }).list();
  const matches = await findMembers(reps, emails, slack);
  const known = new Set(matches.map(({ rep }) => rep.id));
  const missing = reps.filter(({ id, active, addresses }) => active && !addresses?.slack && !known.has(id));
  console.log(
    formatMatches(
      matches,
      missing.map(({ id }) => id),
    ),
  );
  const found = matches.flatMap((one) => ('member' in one.found ? [{ one, member: one.found.member }] : []));
  if (!options.save) return console.log(`${found.length} found. Nothing was saved; add --save.`);
  const api = await connectToApi(options);
  for (const { one, member } of found)
    await api.call('PUT', `/v1/reps/${one.rep.id}`, { body: bodyWithAddress(one, member), reply: z.unknown() });
  console.log(`${found.length} addresses saved.`);
}

async function connect({ env, apiUrl }: Options): Promise<void> {
  if (apiUrl !== undefined && env !== ENVIRONMENTS.local.name)
    throw new Error('--api-url is for the local cloud: another server would get the token and every message.');
  const outputs = await readStackOutputs(environmentNamed(env));
  const asked = ['bot token (xoxb-…)', 'signing secret'];
  const [botToken = '', signingSecret = ''] = await readHiddenLines(asked, process.stdin, (question) =>
    process.stderr.write(question),
  );
  console.log(await connectSlack({ botToken, signingSecret, apiUrl }, connectDeps(outputs, apiUrl)));
}
