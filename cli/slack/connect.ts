import type { SlackApi } from '../../shared/channels/slack/slack-api.ts';
import { parseSlackSecret, readSlackSecret } from '../../shared/channels/slack/slack-secret.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import { todoOf } from '../doctor/slack-check.ts';

/** What connecting needs. */
export interface ConnectDeps {
  readonly settings: Pick<SettingsStore, 'save' | 'reset'>;
  readonly readSecret: () => Promise<string>;
  readonly writeSecret: (text: string) => Promise<void>;
  readonly createClient: (token: string) => SlackApi;
}

/**
 * Connects a workspace after trying the token. The former signing secret stays valid beside a new one, until the same one
 * is given once more.
 * @throws a sentence that says what to do, without quoting what was given
 */
export async function connectSlack(
  given: { readonly botToken: string; readonly signingSecret: string; readonly apiUrl?: string },
  deps: ConnectDeps,
): Promise<string> {
  const { botToken, signingSecret, apiUrl } = given;
  const former = formerSecretsOf(await deps.readSecret());
  const signingSecrets = [signingSecret, ...(former[0] === signingSecret ? [] : former.slice(0, 1))];
  const secret = parseSlackSecret({ botToken, signingSecrets });
  if (typeof secret === 'string') throw new Error(`That is not what Slack shows: ${secret}.`);
  const identity = await deps.createClient(botToken).identity();
  if (!identity.ok) throw new Error(`Slack refused the bot token (${identity.error}). ${todoOf(identity.error)}`);
  const { team, teamName, bot } = identity.value;
  // The secret first: functions that see the setting need it.
  await deps.writeSecret(JSON.stringify(secret));
  await deps.settings.save('slack', { team, bot, ...(apiUrl !== undefined && { apiUrl }) });
  const both = signingSecrets.length > 1 ? ' The former signing secret stays valid until you run this once more.' : '';
  return `Connected to the workspace ${teamName} (${team}).${both}`;
}

/** Forgets the workspace: nobody is reached in Slack any more, and its calls are refused. */
export async function disconnectSlack({ settings, writeSecret }: ConnectDeps): Promise<string> {
  await settings.reset('slack');
  await writeSecret('{}');
  return 'Slack is disconnected. Remove the app from the workspace too.';
}

/** A damaged secret is replaced; there is nothing to keep of it. */
function formerSecretsOf(text: string): readonly string[] {
  try {
    return readSlackSecret(text)?.signingSecrets ?? [];
  } catch {
    return [];
  }
}
