import { Command } from 'commander';
import { ENVIRONMENTS, environmentNamed } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { createWebApiClient } from '../../shared/adapters/slack/web-api-client.ts';
import { openDatabase } from '../database.ts';
import { createEnvOption } from '../environment-api.ts';
import { readSecret, writeSecret } from '../secret-text.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { type ConnectDeps, connectSlack, disconnectSlack } from './connect.ts';
import { readHiddenLines } from './hidden-lines.ts';
import { buildManifest } from './manifest.ts';

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
  about('disconnect', 'Forgets the workspace, its token and its secret.').action(async ({ env }: Options) =>
    console.log(await disconnectSlack(connectDeps(await readStackOutputs(environmentNamed(env))))),
  );
  return command;
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

function connectDeps({ RepsTable, SlackSecretArn }: StackOutputs, apiUrl?: string): ConnectDeps {
  return {
    settings: new SettingsTable({ db: openDatabase(), table: RepsTable }),
    readSecret: () => readSecret(SlackSecretArn),
    writeSecret: (text) => writeSecret(SlackSecretArn, text),
    createClient: (token) => createWebApiClient({ token, url: apiUrl }),
  };
}
