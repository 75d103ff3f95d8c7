import type { AnswerKind } from '../../domain/answers/answer-link.ts';
import { type Instant, instantOf } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import { type AnsweredAssignment, readAnswerButton } from './answer-buttons.ts';
import { ANSWER_FORM, type AnswerFormSubject, readFormSubject } from './answer-form.ts';
import type { SlackPlace } from './slack-api.ts';

/** What a member did with a message or a form. `nothing`: something that needs no answer, such as a closed form. */
export type Interaction =
  | ({
      readonly kind: 'pressed';
      readonly member: string;
      readonly answer: AnswerKind;
      readonly message: SlackPlace;
      /** When the button was pressed, if Slack says so. Sent again, it is the same time. */
      readonly pressedAt?: Instant;
      /** With it, a form can be opened within three seconds. */
      readonly trigger: string;
    } & AnsweredAssignment)
  | ({
      readonly kind: 'submitted';
      readonly member: string;
      readonly reason?: string;
      readonly until?: string;
    } & AnswerFormSubject)
  | { readonly kind: 'nothing' };

const Member = z.object({ id: z.string().min(1).max(64) });

const Pressed = z.object({
  type: z.literal('block_actions'),
  user: Member,
  trigger_id: z.string(),
  container: z.object({ channel_id: z.string(), message_ts: z.string() }),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        /** Seconds since 1970, with a fraction. */
        action_ts: z
          .string()
          .regex(/^\d{10}\.\d{1,6}$/)
          .optional(),
      }),
    )
    .min(1),
});

const State = z.object({
  values: z.object({
    reason: z.object({ reason: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) }).optional(),
    until: z.object({ until: z.object({ selected_date: z.string().nullish() }) }).optional(),
  }),
});

const Submitted = z.object({
  type: z.literal('view_submission'),
  user: Member,
  view: z.object({ callback_id: z.literal(ANSWER_FORM), private_metadata: z.string(), state: State }),
});

/** Reads the `payload` of an interaction. What Baton did not put there itself is `nothing`. */
export function readInteraction(payload: string): Interaction {
  const read = z.union([Pressed, Submitted]).safeParse(tryParseJson(payload));
  if (!read.success) return { kind: 'nothing' };
  const { data } = read;
  const member = data.user.id;
  if (data.type === 'view_submission') {
    const subject = readFormSubject(data.view.private_metadata);
    const { reason, until } = data.view.state.values;
    if (!subject) return { kind: 'nothing' };
    return {
      kind: 'submitted',
      ...subject,
      member,
      reason: reason?.reason.selected_option?.value,
      until: until?.until.selected_date ?? undefined,
    };
  }
  const [pressed] = data.actions;
  const button = pressed && readAnswerButton(pressed.action_id, pressed.value);
  if (!button) return { kind: 'nothing' };
  const message = { channel: data.container.channel_id, ts: data.container.message_ts };
  const { action_ts: seconds } = pressed;
  const pressedAt = seconds === undefined ? undefined : instantOf(Math.floor(Number(seconds) * 1000));
  return { kind: 'pressed', ...button, member, message, pressedAt, trigger: data.trigger_id };
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
