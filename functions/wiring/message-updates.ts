import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import type { NoticeTable } from '../../shared/adapters/dynamodb/notice-table.ts';
import type { SecretReader } from '../../shared/adapters/secrets-manager/secret-reader.ts';
import { SlackMessages } from '../../shared/adapters/slack/slack-messages.ts';
import type { SettingsStore } from '../../shared/ports/settings-store.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createNoticeStore } from './notices.ts';
import { createSlackConnection } from './slack.ts';

/** Creates what changes messages in Slack that no longer say what is true. */
export function createMessageUpdates(
  secrets: SecretReader,
  {
    reps,
    settings,
    db,
  }: Pick<Deps, 'reps'> & { readonly settings: Pick<SettingsStore, 'read'>; readonly db: Database },
): { readonly notices: NoticeTable; readonly sentMessages: SlackMessages } {
  const { connect } = createSlackConnection(secrets, { settings });
  return { notices: createNoticeStore(db), sentMessages: new SlackMessages({ connect, reps }) };
}
