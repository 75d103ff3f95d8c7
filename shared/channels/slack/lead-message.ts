import type { AnswerKind } from '../../domain/answers/answer-link.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import { cycleCountOf, type Lead } from '../../domain/lead/lead.ts';
import type { Occasion } from '../../domain/notifications/notice.ts';
import type { Notification } from '../../ports/notifier.ts';
import { buildAnswerButtons } from './answer-buttons.ts';
import { type Block, contextOf, escapeForSlack, plainText, SLACK_LIMITS, sectionOf } from './blocks.ts';
import type { SlackMessage } from './slack-api.ts';

/** What a message about a lead is made from. */
export interface LeadMessageInput
  extends Pick<Notification, 'occasion' | 'lead' | 'person' | 'history' | 'dueAt' | 'contacts'> {
  /** The answers that its reader can give. */
  readonly answers: readonly AnswerKind[];
  /** IANA zone of the reader: times are shown in it. */
  readonly zone: string;
  /** What became of the lead, if it needs saying. */
  readonly status?: string;
}

const HEADINGS: Readonly<Record<Occasion, string>> = {
  assigned: 'New lead',
  warned: 'Answer soon',
  escalated: 'Escalated lead',
  attempt_due: 'Try again',
  quiet: 'Quiet lead',
  queued: 'Lead to review',
  returned: 'Lead came back',
  surge: 'Peak of leads began or ended',
  not_reached: 'Owner not reached',
  forgotten: 'Person erased',
  do_not_contact: 'Do not contact',
};

/** Answers of a form that are shown, and the events of a history. The rest is in Baton. */
const MOST_ANSWERS = 10;
const MOST_EVENTS = 15;

/**
 * Builds the message about a lead: who, what they want, the score with its reasons, the deadline, the history, and a
 * button for each answer. Within Slack's limits however much the lead wrote.
 */
export function buildLeadMessage(input: LeadMessageInput): SlackMessage {
  const { lead, person, occasion } = input;
  const heading = [HEADINGS[occasion], nameOf(person) ?? person?.company].filter(Boolean).join(': ');
  const blocks: readonly (readonly Block[])[] = [
    [{ type: 'header', text: plainText(heading, SLACK_LIMITS.header) }],
    linesOf([input.status, deadlineOf(input), contactsOf(input)]),
    fieldsOf(person),
    answersOf(person),
    linesOf([wishOf(lead), scoreOf(lead)]),
    buildAnswerButtons(shownAnswers(input), { lead: lead.id, epoch: lead.epoch }),
    historyOf(input),
    [contextOf(`Lead ${lead.id}`)],
  ];
  return { text: escapeForSlack(heading, SLACK_LIMITS.header), blocks: blocks.flat().slice(0, SLACK_LIMITS.blocks) };
}

/** Builds the message to somebody who has nothing to do with the lead any more: what became of it, and no person. */
export function buildMovedOnMessage(lead: Pick<Lead, 'id'>, status: string): SlackMessage {
  return {
    text: escapeForSlack(status, SLACK_LIMITS.header),
    blocks: [sectionOf(status), contextOf(`Lead ${lead.id}`)],
  };
}

/** Writes a time as the reader's clock shows it: `Mon 23 Nov, 10:05 (Europe/Berlin)`. */
export function formatTime(at: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    timeZone: zone,
  });
  return `${parts.format(new Date(at))} (${zone})`;
}

/** Writes a code as words: `demo_request` → `demo request`. */
export function wordsOf(code: string): string {
  return code.replaceAll('_', ' ');
}

/** A lead that nobody has talked to is no customer yet. */
function shownAnswers({ answers, lead }: LeadMessageInput): readonly AnswerKind[] {
  return answers.filter((answer) => answer !== 'converted' || lead.stage.state === 'working');
}

function linesOf(lines: readonly (string | undefined)[]): readonly Block[] {
  const said = lines.filter((line) => line !== undefined);
  return said.length === 0 ? [] : [sectionOf(said.join('\n'))];
}

/** Says when the first answer is due. */
export function deadlineOf({ dueAt, zone }: Pick<LeadMessageInput, 'dueAt' | 'zone'>): string | undefined {
  return dueAt && `First answer due: ${formatTime(dueAt, zone)}`;
}

function contactsOf({ contacts, zone }: LeadMessageInput): string | undefined {
  if (!contacts) return undefined;
  if (contacts.freeAt !== undefined) return `No contact before ${formatTime(contacts.freeAt, zone)}: the plan's cap`;
  return `Contacts left: ${contacts.left}`;
}

/** Returns the person's name, however the form asked for it. */
export function nameOf(person: Person | undefined): string | undefined {
  return person?.name ?? ([person?.firstName, person?.lastName].filter(Boolean).join(' ') || undefined);
}

function fieldsOf(person: Person | undefined): readonly Block[] {
  if (!person) return [];
  const shown: readonly (readonly [string, string | undefined])[] = [
    ['Name', nameOf(person)],
    ['Company', person.company],
    ['Job title', person.jobTitle],
    ['E-mail', person.email],
    ['Phone', person.phone],
    ['Website', person.website],
    ['Place', [person.postalCode, person.city].filter(Boolean).join(' ') || undefined],
  ];
  const fields = shown.flatMap(([label, value]) =>
    value === undefined ? [] : [plainText(`${label}\n${value}`, SLACK_LIMITS.field)],
  );
  return fields.length === 0 ? [] : [{ type: 'section', fields: fields.slice(0, SLACK_LIMITS.fields) }];
}

function answersOf(person: Person | undefined): readonly Block[] {
  return Object.entries(person?.answers ?? {})
    .slice(0, MOST_ANSWERS)
    .map(([question, answer]) => sectionOf(`${wordsOf(question)}:\n${answer}`));
}

/** Says what the lead wants, and where it came from. */
export function wishOf({ touchpoints, source }: Lead): string {
  const latest = touchpoints.at(-1);
  const times = touchpoints.length > 1 ? `, ${touchpoints.length} signs of interest` : '';
  return `Wants: ${wordsOf(latest?.touch ?? 'unknown')}, from ${latest?.source ?? source}${times}`;
}

function scoreOf({ score }: Lead): string | undefined {
  if (!score) return undefined;
  const reasons = score.reasons.map(({ fields, points }) => `${fields.map(wordsOf).join(' + ')} ${signed(points)}`);
  const why = reasons.length > 0 ? `: ${reasons.join(', ')}` : '';
  return `Score: ${score.total}, ${score.band} (fit ${score.fit}, behaviour ${score.behaviour})${why}`;
}

function signed(points: number): string {
  return points < 0 ? String(points) : `+${points}`;
}

function historyOf({ history, lead, zone }: LeadMessageInput): readonly Block[] {
  const newest = history.slice(-MOST_EVENTS);
  if (newest.length === 0) return [];
  const cycles = cycleCountOf(lead);
  const title = cycles > 0 ? `History, after ${cycles} × nurture` : 'History';
  return [sectionOf([title, ...newest.map((event) => eventLineOf(event, zone))].join('\n'))];
}

function eventLineOf({ at, type, actor }: LeadEvent, zone: string): string {
  const words = type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return `${formatTime(at, zone).replace(/ \(.*/, '')}  ${words}${actor.kind === 'person' ? ` by ${actor.id}` : ''}`;
}
