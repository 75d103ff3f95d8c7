import type { StackOutputs } from '../../infra/outputs.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { createWebApiClient } from '../../shared/adapters/slack/web-api-client.ts';
import type { SlackAnswer, SlackApi, SlackIdentity } from '../../shared/channels/slack/slack-api.ts';
import { readSlackSecret } from '../../shared/channels/slack/slack-secret.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { openDatabase } from '../database.ts';
import type { DoctorFinding } from '../finding.ts';
import { readSecret } from '../secret-text.ts';

/** Returns a client for the connected workspace of an environment; undefined while none is connected. */
export async function openSlack({ RepsTable, SlackSecretArn }: StackOutputs): Promise<SlackApi | undefined> {
  const settings = await new SettingsTable({ db: openDatabase(), table: RepsTable }).read('slack');
  const secret = settings && readSlackSecret(await readSecret(SlackSecretArn));
  return secret && createWebApiClient({ token: secret.botToken, url: settings.apiUrl });
}

/** Tries the connection. */
export async function checkSlack(outputs: StackOutputs): Promise<readonly DoctorFinding[]> {
  const slack = await openSlack(outputs);
  const said = await slack?.identity().catch(() => 'no_answer' as const);
  return judgeSlack(said, await new RepTable({ db: openDatabase(), table: outputs.RepsTable }).list());
}

/**
 * Judges the connection to Slack.
 * @param said what Slack says of the token; undefined while no workspace is connected
 */
export function judgeSlack(
  said: SlackAnswer<SlackIdentity> | 'no_answer' | undefined,
  reps: readonly Pick<Rep, 'id' | 'active' | 'addresses'>[],
): readonly DoctorFinding[] {
  const check = 'Slack';
  const active = reps.filter((rep) => rep.active);
  const reachable = active.filter(({ addresses }) => addresses?.slack !== undefined);
  if (said === undefined) {
    if (reachable.length === 0) return [{ check, state: 'ok', observed: 'not connected' }];
    const observed = `not connected, but ${reachable.length} reps have an address there`;
    // They are told by their other channels meanwhile.
    return [{ check, state: 'warning', observed, todo: 'Run baton slack connect, or remove the addresses' }];
  }
  if (said === 'no_answer')
    return [{ check, state: 'unknown', observed: 'does not answer', todo: 'Try again; see https://slack-status.com' }];
  if (!said.ok)
    return [{ check, state: 'failed', observed: `refuses the bot token: ${said.error}`, todo: todoOf(said.error) }];
  const observed = `connected to ${said.value.teamName}, reaches ${reachable.length} of ${active.length} active reps`;
  return reachable.length > 0
    ? [{ check, state: 'ok', observed }]
    : [{ check, state: 'warning', observed, todo: 'Find the members: baton slack match' }];
}

/** Says what to do about one of Slack's codes. */
export function todoOf(code: string): string {
  switch (code) {
    case 'invalid_auth':
    case 'token_revoked':
    case 'account_inactive':
      return 'Install the app in the workspace again, copy its bot token, and run baton slack connect.';
    case 'missing_scope':
      return 'Update the app from baton slack manifest, install it again, and run baton slack connect.';
    default:
      return 'See docs/slack.md.';
  }
}
