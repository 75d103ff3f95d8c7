import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import type { SlackApi } from '../../shared/channels/slack/slack-api.ts';
import { readSlackSecret } from '../../shared/channels/slack/slack-secret.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { readEnv } from '../../shared/runtime/env.ts';

/** The environment's workspace in Slack. */
export interface SlackConnection {
  /** Returns a client; undefined while no workspace is connected. */
  readonly connect: () => Promise<SlackApi | undefined>;
  /** Returns the secrets with which Slack may have signed a request, without the cache if `fresh`. */
  readonly signingSecrets: (options?: { readonly fresh: boolean }) => Promise<readonly string[]>;
}

/** Creates the connection. Slack's library is loaded when it is first needed: most environments have no Slack. */
export function createSlackConnection(
  secrets: SecretReader,
  { settings }: { readonly settings: Pick<SettingsStore, 'read'> },
  options: { readonly timeoutMilliseconds?: number } = {},
): SlackConnection {
  const env = readEnv('SLACK_SECRET_ARN', 'ENVIRONMENT');
  let last: { readonly key: string; readonly api: SlackApi } | undefined;
  return {
    connect: async () => {
      const connected = await settings.read('slack');
      const secret = connected && readSlackSecret(await secrets.read(env.SLACK_SECRET_ARN));
      if (!secret) return undefined;
      // Another address than Slack's own would get everybody's data, so only the local cloud may have one.
      const url = env.ENVIRONMENT === 'local' ? connected.apiUrl : undefined;
      const key = `${secret.botToken} ${url}`;
      if (last?.key === key) return last.api;
      const { createWebApiClient } = await import('../../shared/adapters/slack/web-api-client.ts');
      last = { key, api: createWebApiClient({ ...options, token: secret.botToken, url }) };
      return last.api;
    },
    signingSecrets: async ({ fresh } = { fresh: false }) => {
      const text = await (fresh ? secrets.readFresh(env.SLACK_SECRET_ARN) : secrets.read(env.SLACK_SECRET_ARN));
      return readSlackSecret(text)?.signingSecrets ?? [];
    },
  };
}
