import { foldWords } from './clean-text.ts';
import { type FieldMeaning, meaningOf } from './field-names.ts';
import type { LeadField, LeadFields } from './lead-fields.ts';
import type { FieldProblem, Person, Submission } from './submission.ts';
import { canonicalContent } from './submission-content.ts';
import { readInstant } from './submission-time.ts';

/** How one source's fields are read. */
export interface SourceReading {
  readonly source: string;
  /** Kind of touch when the body names none. */
  readonly touch: string;
  /** The form's field names and what they are to us, before names we know by ourselves: `{ 'ref-size': 'employees' }`. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface ReadSubmission {
  readonly lead: LeadFields;
  readonly reading: SourceReading;
  /** A strong hash, made outside because the domain has none; called once with the entry's content. */
  readonly hash: (content: string) => string;
}

const LONGEST_ID = 200;
/**
 * A kind of touch goes into events, so only what is a code already is taken: words folded into one could be a name or an address.
 */
const TOUCH = /^[a-z][a-z0-9]{0,19}(?:[_-][a-z0-9]{1,20}){0,3}$/;
const YES: ReadonlySet<string> = new Set(['true', '1', 'yes', 'y', 'on', 'test', 'ja', 'oui', 'si']);

/**
 * Makes a submission of a lead's fields. Of two fields that mean the same the first wins; the other, like every field that
 * means nothing to us, is kept among the person's answers.
 */
export function readSubmission({ lead, reading, hash }: ReadSubmission): Submission {
  const answers = new Map<string, string>();
  const person = new Map<string, string>();
  const given = new Map<string, string>();
  const control = new Map<string, string>();
  const problems: FieldProblem[] = [...lead.problems];

  for (const field of lead.fields) {
    const meaning = mappedMeaning(field.name, reading) ?? meaningOf(field.name);
    const problem = meaning && unreadable(field, meaning);
    if (problem) problems.push(problem);
    const place = meaning === undefined || problem ? undefined : placeOf(meaning, { person, given, control });
    if (place && !place.slots.has(place.slot)) place.slots.set(place.slot, field.value);
    else answers.set(field.name, joined(answers.get(field.name), field.value));
  }

  const submittedAt = readInstant(control.get('submittedAt') ?? '');
  const content = {
    touch: control.get('touch')?.replaceAll('-', '_') ?? reading.touch,
    source: reading.source,
    test: YES.has(foldWords(control.get('test') ?? '')),
    person: { ...(Object.fromEntries(person) as Omit<Person, 'answers'>), answers: Object.fromEntries(answers) },
    given: Object.fromEntries(given),
  };
  const contentHash = hash(canonicalContent(content));
  const said = control.get('submissionId');
  const submissionId = said !== undefined && namedBy(lead, said, 'id') ? `${said} ${contentHash}` : said;
  return {
    ...content,
    ...(submittedAt !== undefined && { submittedAt }),
    dedupe: { ...(submissionId !== undefined && { submissionId }), contentHash },
    problems,
  };
}

/**
 * Whether a value came under this very name. A plain `id` is the entry's with some senders and the person's with others, whose
 * every later request would be dropped as a repetition: with what is said it tells requests apart for both.
 */
function namedBy({ fields }: LeadFields, value: string, name: string): boolean {
  return fields.some((field) => field.value === value && foldWords(field.name) === name);
}

/** What the source's own map says; a name of ours that is neither a person's nor a control is a routing field of the plan. */
function mappedMeaning(name: string, { fields = {} }: SourceReading): FieldMeaning | undefined {
  const ours = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return ours === undefined ? undefined : (meaningOf(ours) ?? { kind: 'given', slot: ours });
}

interface Places {
  readonly person: Map<string, string>;
  readonly given: Map<string, string>;
  readonly control: Map<string, string>;
}

function placeOf(
  meaning: FieldMeaning,
  { person, given, control }: Places,
): { slots: Map<string, string>; slot: string } {
  switch (meaning.kind) {
    case 'person':
      return { slots: person, slot: meaning.slot };
    case 'given':
      return { slots: given, slot: meaning.slot };
    case 'touch':
    case 'submittedAt':
    case 'submissionId':
    case 'test':
      return { slots: control, slot: meaning.kind };
  }
}

function unreadable(field: LeadField, meaning: FieldMeaning): FieldProblem | undefined {
  if (meaning.kind === 'submittedAt' && readInstant(field.value) === undefined)
    return { code: 'unreadable_time', field: field.name };
  if (meaning.kind === 'submissionId' && field.value.length > LONGEST_ID)
    return { code: 'unreadable_id', field: field.name };
  if (meaning.kind === 'touch' && !TOUCH.test(field.value)) return { code: 'unreadable_touch', field: field.name };
  return undefined;
}

function joined(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before}, ${value}`;
}
