import { needsForm } from '../../shared/channels/slack/answer-buttons.ts';
import { buildAnswerForm, buildNoteForm } from '../../shared/channels/slack/answer-form.ts';
import type { Interaction } from '../../shared/channels/slack/interaction.ts';
import { referenceOf, type SlackPlace } from '../../shared/channels/slack/slack-api.ts';
import type { Answer, AnswerRefusal } from '../../shared/domain/answers/answer.ts';
import { questionsOf, readAnswer } from '../../shared/domain/answers/answer-questions.ts';
import { offeredAnswersOf } from '../../shared/domain/answers/offered-answers.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { planOf } from '../../shared/use-cases/assignment/assignment-terms.ts';
import { contentFor } from '../../shared/use-cases/notifications/update-messages.ts';
import { meterSpeedToLead } from '../wiring/speed-to-lead.ts';
import { repOfMember, type SlackCall, type SlackDeps } from './slack-deps.ts';
import { NOTHING_RECORDED, tellUnknownMember } from './unknown-member.ts';

type Pressed = Extract<Interaction, { kind: 'pressed' }>;
type Submitted = Extract<Interaction, { kind: 'submitted' }>;

/** What is said to somebody whose answer does not count. Who has the lead now, the message itself says. */
const REFUSAL_NOTES: Partial<Record<AnswerRefusal | 'no_such_lead', string>> = {
  contact_cap: 'Not recorded: the plan does not allow another contact with this person for now.',
  already_recorded: 'This has been recorded already.',
  unknown_reason: 'Not recorded: the plan does not know this reason any more. Press the button again.',
  date_needed: 'Not recorded: this reason needs a date. Press the button again.',
  date_not_taken: 'Not recorded: the plan says how long this reason lasts. Press the button again.',
};
const MOVED_ON = 'This lead has moved on, so nothing was changed.';
const TOO_SLOW = 'The form could not be opened in time. Press the button again.';

/** A button was pressed: records the answer, or opens the form that asks for its reason. */
export async function answerByButton(pressed: Pressed, call: SlackCall, deps: SlackDeps): Promise<undefined> {
  const rep = await repOfMember(pressed.member, deps);
  if (!rep) return tellUnknownMember(pressed, call, deps);
  if (needsForm(pressed.answer)) return openForm({ ...pressed, answer: pressed.answer }, rep, call, deps);
  const answer = readAnswer(pressed.answer, {}, undefined, call.now);
  const recorded = answer && (await record({ ...pressed, answer }, rep, call, deps));
  await refresh(pressed, { rep, note: recorded?.note }, call, deps);
}

/** A form was submitted: records the answer. @returns what becomes of the form */
export async function answerByForm(form: Submitted, call: SlackCall, deps: SlackDeps): Promise<object | undefined> {
  const rep = await repOfMember(form.member, deps);
  if (!rep) {
    call.log.warn('slack_member_unknown');
    return { response_action: 'update', view: buildNoteForm(NOTHING_RECORDED) };
  }
  const lead = await deps.leads.load(form.lead);
  const answer = readAnswer(form.answer, form, lead && (await planOf(lead, deps)), call.now);
  if (!answer) {
    const missing = form.answer === 'not_now' ? { until: 'Choose a day after today, within 400 days.' } : {};
    return { response_action: 'errors', errors: { ...missing, ...(!form.reason && { reason: 'Choose a reason.' }) } };
  }
  const { note } = await record({ ...form, answer }, rep, call, deps);
  await refresh(form, { rep, note }, call, deps);
  return note === undefined ? { response_action: 'clear' } : { response_action: 'update', view: buildNoteForm(note) };
}

/** Opens the form before anything else can take time: Slack allows it for three seconds after the press. */
async function openForm(
  pressed: Pressed & Parameters<typeof buildAnswerForm>[0],
  rep: Rep,
  call: SlackCall,
  deps: SlackDeps,
): Promise<undefined> {
  const lead = await deps.leads.load(pressed.lead);
  if (!lead || lead.epoch !== pressed.epoch || !offeredAnswersOf(lead, rep.id).includes(pressed.answer))
    return refresh(pressed, { rep, lead }, call, deps);
  const slack = await deps.slack.connect();
  const view = buildAnswerForm(pressed, questionsOf(pressed.answer, await planOf(lead, deps), call.now));
  const opened = await slack?.openView(pressed.trigger, view);
  if (!opened?.ok) await refresh(pressed, { rep, lead, note: TOO_SLOW }, call, deps);
}

/** @returns what to tell the rep, if their answer does not count */
async function record(
  said: { readonly lead: string; readonly epoch: number; readonly answer: Answer; readonly pressedAt?: Instant },
  rep: Rep,
  { now, meter, log, isRepeat }: SlackCall,
  deps: SlackDeps,
): Promise<{ readonly note?: string }> {
  // A contact that is reported twice counts twice, so a repeat must not report it again.
  if (isRepeat && said.answer.answer === 'contacted' && (await isInWorkBy(rep, said.lead, deps))) return {};
  const by = { person: rep.id, onlyOwn: true };
  const { lead: leadId, epoch, answer, pressedAt: saidAt } = said;
  const recorded = await recordAnswer({ leadId, epoch, answer, by, saidAt, now }, deps);
  if (recorded.outcome === 'not_saved') throw new Error(`an answer was not saved: ${recorded.why.outcome}`);
  log.debug('slack_answered', {
    leadId: said.lead,
    outcome: recorded.outcome === 'refused' ? recorded.because : recorded.outcome,
  });
  // The same press, sent again: what it did is in the message.
  if (recorded.outcome === 'refused' && recorded.because === 'already_recorded' && answer.answer === 'contacted')
    return {};
  if (recorded.outcome === 'refused') return { note: REFUSAL_NOTES[recorded.because] ?? MOVED_ON };
  meterSpeedToLead(meter, recorded.lead, now);
  return {};
}

async function isInWorkBy(rep: Rep, leadId: string, { leads }: SlackDeps): Promise<boolean> {
  const stage = (await leads.load(leadId))?.stage;
  return stage?.state === 'working' && stage.owner === rep.id;
}

/** Makes the message say what is true now. It is only a display, so a failure is logged and nothing more. */
async function refresh(
  { lead: leadId, message }: { readonly lead: string; readonly message: SlackPlace },
  { rep, note, ...known }: { readonly rep: Rep; readonly lead?: Lead; readonly note?: string },
  { now, log }: SlackCall,
  deps: SlackDeps,
): Promise<undefined> {
  try {
    const [slack, lead, notices] = await Promise.all([
      deps.slack.connect(),
      known.lead ?? deps.leads.load(leadId),
      deps.notices.list(leadId),
    ]);
    if (!slack || !lead) return;
    const notice = notices.find(({ reference }) => reference === referenceOf(message));
    const about = { to: rep.id, occasion: notice?.occasion ?? 'assigned' } as const;
    const content = await contentFor(about, lead, now, deps);
    await slack.updateMessage(message, await deps.messages.buildMessage(content, note));
  } catch (error) {
    log.warn('message_not_updated', { leadId, error });
  }
}
