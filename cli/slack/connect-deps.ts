import type { StackOutputs } from '../../infra/outputs.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { createWebApiClient } from '../../shared/adapters/slack/web-api-client.ts';
import { openDatabase } from '../database.ts';
import { readSecret, writeSecret } from '../secret-text.ts';
import type { ConnectDeps } from './connect.ts';

/**
 * Returns what connecting a workspace to a stack needs.
 * @param apiUrl base URL of Slack's API instead of Slack's own
 */
export function connectDeps({ RepsTable, SlackSecretArn }: StackOutputs, apiUrl?: string): ConnectDeps {
  return {
    settings: new SettingsTable({ db: openDatabase(), table: RepsTable }),
    readSecret: () => readSecret(SlackSecretArn),
    writeSecret: (text) => writeSecret(SlackSecretArn, text),
    createClient: (token) => createWebApiClient({ token, url: apiUrl }),
  };
}
