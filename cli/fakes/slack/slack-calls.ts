import { signForSlack } from '../../../shared/runtime/auth/slack-signature.ts';
import type { FakeMessage } from './fake-slack.ts';

/** The signing secret of the invented app. */
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

/** Builds the signed body of a call as Slack posts it. @param now in milliseconds */
export function signedCall(fields: Readonly<Record<string, string>>, now: number, secret = SIGNING_SECRET) {
  const body = String(new URLSearchParams(fields));
  const timestamp = String(Math.floor(now / 1000));
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signForSlack(secret, timestamp, body),
    },
  };
}

/** Returns all that a message shows, as text. */
export function shownIn({ blocks }: Pick<FakeMessage, 'blocks'>): string {
  return JSON.stringify(blocks);
}

/** Characters that Slack wants escaped in every text, and shows as themselves. */
const ESCAPES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Returns a text as Slack shows it. */
export function shownText(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt);/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Returns the buttons of a message by action id. */
export function buttonsOf({ blocks }: Pick<FakeMessage, 'blocks'>): ReadonlyMap<string, string> {
  return new Map(
    blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.map(({ action_id, value }) => [action_id, value] as const) : [],
    ),
  );
}

/** Builds the payload of a press of one of a message's buttons. `at`: when it was pressed, in milliseconds. @throws if it has no such button */
export function pressOf(
  message: FakeMessage,
  answer: string,
  options: { readonly member: string; readonly trigger?: string; readonly at?: number },
): string {
  const value = buttonsOf(message).get(`answer_${answer}`);
  if (value === undefined) throw new Error(`the message has no button for ${answer}`);
  return JSON.stringify({
    type: 'block_actions',
    user: { id: options.member, team_id: 'T0ACME' },
    trigger_id: options.trigger ?? '0.trigger',
    container: { type: 'message', message_ts: message.ts, channel_id: message.channel },
    actions: [{ type: 'button', action_id: `answer_${answer}`, value, ...actionTime(options.at) }],
  });
}

function actionTime(at: number | undefined): { readonly action_ts?: string } {
  return at === undefined ? {} : { action_ts: `${Math.floor(at / 1000)}.${String(at % 1000).padStart(3, '0')}000` };
}

/** Builds the payload of a submitted form. */
export function submissionOf(
  view: { readonly callback_id: string; readonly private_metadata: string },
  filled: { readonly member: string; readonly reason?: string; readonly until?: string },
): string {
  const { member, reason, until } = filled;
  const values = {
    reason: { reason: { type: 'static_select', selected_option: reason === undefined ? null : { value: reason } } },
    until: { until: { type: 'datepicker', selected_date: until ?? null } },
  };
  return JSON.stringify({ type: 'view_submission', user: { id: member }, view: { ...view, state: { values } } });
}
