import type { StackOutputs } from '../../infra/outputs.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { createWebApiClient } from '../../shared/adapters/slack/web-api-client.ts';
import type { SlackAnswer, SlackApi, SlackChannel, SlackIdentity } from '../../shared/channels/slack/slack-api.ts';
import { readSlackSecret } from '../../shared/channels/slack/slack-secret.ts';
import { compilePlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
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

/** Tries the connection, and looks at the channels of teams. */
export async function checkSlack(outputs: StackOutputs): Promise<readonly DoctorFinding[]> {
  const slack = await openSlack(outputs);
  const db = openDatabase();
  const said = await slack?.identity().catch(() => 'no_answer' as const);
  const plan = (await new PlanTable({ db, table: outputs.RepsTable, read: compilePlanTree }).active())?.plan;
  const channels = slack && plan ? await readTeamChannels(plan, slack) : [];
  return [
    ...judgeSlack(said, await new RepTable({ db, table: outputs.RepsTable }).list()),
    ...channels.flatMap(judgeTeamChannel),
  ];
}

/** A team's channel, and what Slack says of it. */
export interface TeamChannelState {
  readonly team: string;
  readonly channel: string;
  readonly said: SlackAnswer<SlackChannel> | 'no_answer';
}

/** Asks Slack about the channel of each team that has one. */
export async function readTeamChannels(
  { teams }: Pick<Plan, 'teams'>,
  slack: Pick<SlackApi, 'channel'>,
): Promise<readonly TeamChannelState[]> {
  const states: TeamChannelState[] = [];
  // One after the other: Slack limits the rate.
  for (const { id, slack: wish } of Object.values(teams))
    if (wish) {
      const said = await slack.channel(wish.channel).catch(() => 'no_answer' as const);
      states.push({ team: id, channel: wish.channel, said });
    }
  return states;
}

/** Judges whether a team's channel can take messages. Reps get their own in any case, so it is never a failure. */
export function judgeTeamChannel({ team, channel, said }: TeamChannelState): readonly DoctorFinding[] {
  const check = 'Slack';
  const about = `the channel ${channel} of team ${team}`;
  const warn = (observed: string, todo: string): readonly DoctorFinding[] => [
    { check, state: 'warning', observed: `${about} ${observed}`, todo },
  ];
  if (said === 'no_answer')
    return [{ check, state: 'unknown', observed: `${about} could not be looked at`, todo: 'Try again' }];
  if (!said.ok)
    return said.error === 'channel_not_found'
      ? warn(
          'is missing, or private without the app in it',
          'Correct it in the plan, or invite the app: /invite @Baton',
        )
      : warn(`cannot be looked at: ${said.error}`, todoOf(said.error));
  if (said.value.isArchived) return warn('is archived', 'Unarchive it, or name another one in the plan');
  if (!said.value.isMember) return warn('does not have the app in it', 'In the channel: /invite @Baton');
  return [{ check, state: 'ok', observed: `${about} takes messages` }];
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
