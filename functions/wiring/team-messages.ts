import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { SlackTeamChannels } from '../../shared/adapters/slack/slack-team-channels.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import type { Log } from '../../shared/runtime/telemetry/log.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import {
  announceAssignment,
  type TeamMessagesResult,
  updateTeamMessages,
} from '../../shared/use-cases/notifications/update-team-messages.ts';
import { createNoticeStore } from './notices.ts';
import { createSlackConnection } from './slack.ts';

type TeamMessageStores = Pick<Deps, 'leads' | 'plans' | 'reps' | 'mode'> & {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly db: Database;
};

type ShowTeam = (lead: string, now: Instant, log: Log) => Promise<void>;

/**
 * Creates what makes the channels of teams in Slack say who has a lead now. `announce` never fails, so that nothing
 * depends on it; `update` throws when a message could not be changed at the moment, to be done again.
 */
export function createTeamMessages(
  secrets: SecretReader,
  stores: TeamMessageStores,
): { readonly announce: ShowTeam; readonly update: ShowTeam } {
  const { connect } = createSlackConnection(secrets, stores);
  const teamChannels = new SlackTeamChannels({ connect, reps: stores.reps });
  const deps = { ...stores, notices: createNoticeStore(stores.db), teamChannels };
  const report = (leadId: string, { because }: TeamMessagesResult, log: Log) => {
    if (because !== undefined) log.warn('team_channel_failed', { leadId, outcome: because });
  };
  return {
    announce: async (leadId, now, log) => {
      try {
        report(leadId, await announceAssignment(leadId, now, deps), log);
      } catch (error) {
        log.warn('team_channel_failed', { leadId, error });
      }
    },
    update: async (leadId, now, log) => report(leadId, await updateTeamMessages(leadId, now, deps), log),
  };
}
