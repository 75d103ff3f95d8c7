import { sectionOf } from '../../shared/channels/slack/blocks.ts';
import type { SlackPlace } from '../../shared/channels/slack/slack-api.ts';
import type { SlackCall, SlackDeps } from './slack-deps.ts';

/** What somebody is told whom no active rep stands for. */
export const UNKNOWN_MEMBER =
  'Baton does not know you in Slack yet. Ask whoever runs it to add your member id to your rep.';
export const NOTHING_RECORDED = `${UNKNOWN_MEMBER} Nothing was recorded.`;

/** Tells whoever pressed a button, and nobody else, that it did nothing. A failure is logged and nothing more. */
export async function tellUnknownMember(
  { member, message }: { readonly member: string; readonly message: SlackPlace },
  { log }: SlackCall,
  { slack }: Pick<SlackDeps, 'slack'>,
): Promise<undefined> {
  log.warn('slack_member_unknown');
  try {
    const note = { text: NOTHING_RECORDED, blocks: [sectionOf(NOTHING_RECORDED)] };
    const told = await (await slack.connect())?.postEphemeral({ channel: message.channel, member }, note);
    if (told && !told.ok) log.warn('slack_note_not_shown', { outcome: told.error });
  } catch (error) {
    log.warn('slack_note_not_shown', { error });
  }
}
