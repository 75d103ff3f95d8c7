import { ANSWER_KINDS, type AnswerKind } from '../../domain/answers/answer-link.ts';
import type { Person } from '../../domain/intake/submission.ts';
import type { LeadEvent } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Occasion } from '../../domain/notifications/notice.ts';
import type { Notification } from '../../ports/notifier.ts';
import { formatLocalTime } from './local-time.ts';
import { type Fact, type MailBlock, type MailContent, oneLine } from './mail-content.ts';

/** What each occasion means to the reader: a title, and what to do. */
const OCCASION_TEXTS: Readonly<Record<Occasion, readonly [title: string, whatToDo: string]>> = {
  assigned: ['You have a new lead', 'It is yours. Answer when you have been in touch.'],
  warned: ['A first response is due soon', 'Nobody has answered this lead yet.'],
  escalated: ['A lead needs you', 'Its owner has not answered in time.'],
  attempt_due: ['Time to try again', 'The person has not replied yet. The next attempt is due today.'],
  quiet: ['A lead has gone quiet', 'No contact with the person has been seen for a while.'],
  queued: ['A lead waits in your queue', 'Decide what becomes of it.'],
  returned: ['A lead came back to you', 'The next team did not take it.'],
  surge: [
    'A peak of leads began or ended',
    'The history of this lead says which, and for which team. Caps follow the plan.',
  ],
  not_reached: ['An owner could not be told', 'Their new lead waits, and no channel reaches them.'],
  forgotten: ['A person was erased', 'Their lead is closed. Delete what you noted of them.'],
  do_not_contact: ['Do not contact this person', 'They are on the do-not-contact list. The lead is closed.'],
};

const ANSWER_LABELS: Readonly<Record<AnswerKind, string>> = {
  contacted: 'I have been in touch',
  qualified: 'Qualified',
  accepted: 'I accept it',
  declined: 'I cannot take it',
  misrouted: 'Not for me',
  not_now: 'Not now',
  disqualified: 'Will never buy',
  converted: 'Became a customer',
};

/** Fields of a person, in the order in which they are shown. */
const PERSON_FIELDS = {
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  jobTitle: 'Job title',
  company: 'Company',
  email: 'E-mail',
  phone: 'Phone',
  website: 'Website',
  city: 'City',
  postalCode: 'Postal code',
} as const satisfies Readonly<Partial<Record<keyof Person, string>>>;

const MAX_ANSWERS = 30;
const MAX_TOUCHPOINTS = 5;
const MAX_EVENTS = 10;
const MAX_NAME = 80;

/** Returns what a mail about a lead says: who, what they want, the score, the deadline, the answers, the history. */
export function contentOf(notification: Notification, zone: string): MailContent {
  const { lead, person, history, occasion, dueAt } = notification;
  const [, whatToDo] = OCCASION_TEXTS[occasion];
  const title = titleOf(notification);
  const due = dueAt && `First response due ${formatLocalTime(dueAt, zone)} (${zone}).`;
  return {
    preview: [title, due].filter((part) => part !== undefined).join('. '),
    title,
    intro: due ? [whatToDo, due] : [whatToDo],
    blocks: [
      ...buttonsOf(notification),
      ...factBlock('Who', factsOf(person)),
      ...factBlock('What they want', wishesOf(lead, person, zone)),
      ...factBlock('Score', scoreOf(lead)),
      ...factBlock('Lead', [
        { name: 'Id', value: lead.id },
        { name: 'Owner', value: lead.accountable ?? 'nobody' },
        ...(lead.routing ? [{ name: 'Rule', value: lead.routing.route.rule }] : []),
        ...contactsOf(notification, zone),
      ]),
      ...historyOf(history, zone),
    ],
    footer: `Baton sent this to ${notification.to} about ${lead.id}. Times are those of ${zone}.`,
  };
}

/** Returns what a notification is about, and who the lead is. */
export function titleOf({ occasion, person }: Pick<Notification, 'occasion' | 'person'>): string {
  return [OCCASION_TEXTS[occasion][0], whoIs(person)].filter(Boolean).join(': ');
}

/** Returns who somebody is, in a few words. */
function whoIs(person: Person | undefined): string {
  const name = person?.name ?? [person?.firstName, person?.lastName].filter(Boolean).join(' ');
  return oneLine([name, person?.company].filter(Boolean).join(', '), MAX_NAME);
}

function buttonsOf({ links }: Notification): readonly MailBlock[] {
  const buttons = ANSWER_KINDS.flatMap((answer) => {
    const url = links[answer];
    return url === undefined ? [] : [{ label: ANSWER_LABELS[answer], url }];
  });
  return buttons.length === 0 ? [] : [{ kind: 'buttons', title: 'Your answer', buttons }];
}

function factsOf(person: Person | undefined): readonly Fact[] {
  if (!person) return [];
  return Object.entries(PERSON_FIELDS).flatMap(([field, name]) => {
    const value = person[field as keyof typeof PERSON_FIELDS];
    return value === undefined ? [] : [{ name, value }];
  });
}

function wishesOf(lead: Lead, person: Person | undefined, zone: string): readonly Fact[] {
  const touchpoints = lead.touchpoints.slice(-MAX_TOUCHPOINTS);
  return [
    ...touchpoints.map(({ touch, source, at }) => ({
      name: formatLocalTime(at, zone),
      value: `${wordsOf(touch)} (${source})`,
    })),
    ...Object.entries(person?.answers ?? {})
      .slice(0, MAX_ANSWERS)
      .map(([name, value]) => ({ name: oneLine(name, MAX_NAME), value })),
  ];
}

function scoreOf({ score }: Lead): readonly Fact[] {
  if (!score) return [];
  return [
    { name: 'Score', value: `${score.total} (${score.band})` },
    ...score.reasons.map(({ part, fields, points }) => ({
      name: `${points > 0 ? '+' : ''}${points}`,
      value: `${part}: ${fields.map(wordsOf).join(', ')}`,
    })),
  ];
}

function contactsOf({ contacts }: Notification, zone: string): readonly Fact[] {
  if (!contacts) return [];
  const from = contacts.freeAt === undefined ? '' : `, from ${formatLocalTime(contacts.freeAt, zone)}`;
  return [{ name: 'Contacts left', value: `${contacts.left}${from}` }];
}

function historyOf(history: readonly LeadEvent[], zone: string): readonly MailBlock[] {
  const items = history
    .slice(-MAX_EVENTS)
    .reverse()
    .map(({ at, type, data }) => `${formatLocalTime(at, zone)}: ${describeEvent(type, data)}`);
  return items.length === 0 ? [] : [{ kind: 'list', title: 'History', items }];
}

/** The event data that is shown, in this order. */
const SHOWN_DATA = ['rule', 'rep', 'to', 'team', 'queue', 'outcome', 'reason', 'because'];

function describeEvent(type: string, data: object): string {
  const what = type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const about = new Map<string, unknown>(Object.entries(data));
  const shown = SHOWN_DATA.map((key) => about.get(key)).filter((value) => value !== undefined);
  return shown.length === 0 ? what : `${what}: ${shown.join(', ')}`;
}

function factBlock(title: string, rows: readonly Fact[]): readonly MailBlock[] {
  return rows.length === 0 ? [] : [{ kind: 'facts', title, rows }];
}

function wordsOf(code: string): string {
  return code.replaceAll('_', ' ');
}
