import pRetry from 'p-retry';
import { readAnswerButton } from '../../shared/channels/slack/answer-buttons.ts';
import type { RepId } from '../../shared/domain/ids.ts';
import type { FakeMessage } from '../fakes/slack/fake-slack.ts';
import { buttonsOf, shownText } from '../fakes/slack/slack-calls.ts';
import type { SlackWindow } from '../fakes/slack/slack-window.ts';
import type { GiveAnswer, ReceivedNotification } from './simulated-reps.ts';

/** People press again when nothing happens, or when the button is not there yet. */
const MAX_ATTEMPTS = 10;
const RETRY_DELAY_MS = 1_000;
const EMAIL_FIELD = 'E-mail\n';

/**
 * Reads a message in Slack as the owner of the lead does.
 * @returns undefined for a message without buttons: its reader cannot answer it
 */
export function readLeadMessage(
  message: FakeMessage,
  reps: ReadonlyMap<string, RepId>,
): ReceivedNotification | undefined {
  const [button] = buttonsOf(message);
  const about = button && readAnswerButton(...button);
  const to = reps.get(message.to);
  if (!about || to === undefined) return undefined;
  const fields = message.blocks.flatMap((block) => (block.type === 'section' ? (block.fields ?? []) : []));
  const email = fields.map(({ text }) => shownText(text)).find((text) => text.startsWith(EMAIL_FIELD));
  return {
    occasion: 'assigned',
    to,
    lead: about.lead,
    epoch: about.epoch,
    email: email?.slice(EMAIL_FIELD.length),
    links: {},
  };
}

/** Returns what answers a message by its buttons. */
export function answerInSlack(
  message: FakeMessage,
  window: SlackWindow,
  options: { readonly signal?: AbortSignal; readonly retryDelayMilliseconds?: number } = {},
): GiveAnswer {
  const { signal, retryDelayMilliseconds: minTimeout = RETRY_DELAY_MS } = options;
  const again = { retries: MAX_ATTEMPTS - 1, minTimeout, factor: 1, signal };
  return async (answer, filled) => {
    const form = await pRetry(() => window.press(message, answer, message.to), again);
    if (!form) return;
    const reply = await window.submit(form, filled);
    if (reply.action === 'errors')
      throw new Error(`the form for ${answer} was not taken: ${Object.keys(reply.errors)}`);
  };
}
