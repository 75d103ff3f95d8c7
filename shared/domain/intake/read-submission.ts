import { foldWords } from './clean-text.ts';
import { type FieldMeaning, meaningOf, meaningOfQuestion } from './field-names.ts';
import type { LeadField, LeadFields } from './lead-fields.ts';
import type { FieldProblem, Person, Submission, UnmappedField } from './submission.ts';
import { canonicalContent } from './submission-content.ts';
import { readInstant } from './submission-time.ts';

/** How one source's fields are read. */
export interface SourceReading {
  readonly source: string;
  /** Kind of touch when the body names none. */
  readonly touch: string;
  /** The form's field names and what they are to us, before names we know by ourselves: `{ 'ref-size': 'employees' }`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Of our fields, the form's words and what they are to us: `{ employees: { SMB: '1-99' } }`. Case does not matter. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a map of fields may say of one instead of a name of ours: it is of no use, leave it out. */
export const IGNORED = 'ignore';

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
/** An id elsewhere with its system, `hubspot:901`. */
const EXTERNAL_ID = /^[a-z][a-z0-9_-]{0,39}:[\w.-]{1,120}$/i;
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
  const unmapped: UnmappedField[] = [];

  for (const { field, meaning } of inOrderOfTrust(lead.fields, reading)) {
    if (meaning?.kind === 'ignored') continue;
    const value = meaning ? aliased(meaning, field.value, reading) : field.value;
    const problem = meaning && unreadable({ ...field, value }, meaning);
    if (problem) problems.push(problem);
    const place = meaning === undefined || problem ? undefined : placeOf(meaning, { person, given, control });
    if (meaning === undefined) unmapped.push({ name: field.name, ...(field.label && { label: field.label }) });
    if (place && !place.slots.has(place.slot)) place.slots.set(place.slot, value);
    else if (meaning?.kind !== 'externalId') {
      const name = field.label ?? field.name;
      answers.set(name, joined(answers.get(name), field.value));
    }
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
  const externalId = control.get('externalId');
  const submissionId = said !== undefined && mayBeOfOthers(said, lead, reading) ? `${said} ${contentHash}` : said;
  return {
    ...content,
    ...(submittedAt !== undefined && { submittedAt }),
    externalIds: externalId === undefined ? [] : [withSystem(externalId, reading.source)],
    dedupe: { ...(submissionId !== undefined && { submissionId }), contentHash },
    problems,
    unmapped,
  };
}

/** Names of ids that are the entry's own with some senders; with others `id` is the person's, `event_id` the webinar's. */
const SHARED_ID = /(?:^|[.[])(?:id|event[ _-]?id)\]?$/i;

/**
 * Whether an id may be the same for several requests, which must not be dropped as repetitions of the first: with what is said it
 * tells requests apart. What the source's map calls the entry's id is that.
 */
function mayBeOfOthers(id: string, { fields }: LeadFields, reading: SourceReading): boolean {
  return fields.some(({ name, value }) => value === id && SHARED_ID.test(name) && !mappedMeaning(name, reading));
}

/** What a field means here: also that the source has no use for it. */
type Meaning = FieldMeaning | { readonly kind: 'ignored' };

interface ReadField {
  readonly field: LeadField;
  readonly meaning: Meaning | undefined;
}

/** Fields whose names say what they are come first: of the others the sender's type of the field may say it. */
function inOrderOfTrust(fields: readonly LeadField[], reading: SourceReading): readonly ReadField[] {
  const named = fields.map((field): ReadField => ({ field, meaning: meaningByName(field, reading) }));
  const typed = named.flatMap(({ field, meaning }): ReadField[] =>
    meaning ? [] : [{ field, meaning: field.type === undefined ? undefined : meaningOf(field.type) }],
  );
  return [...named.filter(({ meaning }) => meaning !== undefined), ...typed];
}

/**
 * The source's own map goes before the names we know; the sender's name of a field before the question it stands for. Whom another
 * system knows somebody as is believed of the sender and of what the map says, never of a form's field that is called so: whoever
 * fills it in would be taken for anybody whose id they guess.
 */
function meaningByName({ name, label, vouched }: LeadField, reading: SourceReading): Meaning | undefined {
  const names = label === undefined ? [name] : [name, label];
  const mapped = names.map((one) => mappedMeaning(one, reading)).find((meaning) => meaning !== undefined);
  const known = meaningOf(name) ?? (label === undefined ? undefined : meaningOfQuestion(label));
  return mapped ?? (known?.kind === 'externalId' && !vouched ? undefined : known);
}

/** What the source's own map says; a name of ours that is neither a person's nor a control is a routing field of the plan. */
function mappedMeaning(name: string, { fields = {} }: SourceReading): Meaning | undefined {
  const ours = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (ours === undefined) return undefined;
  return ours === IGNORED ? { kind: 'ignored' } : (meaningOf(ours) ?? { kind: 'given', slot: ours });
}

/** The value in our words, if the source says so. */
function aliased(meaning: FieldMeaning, value: string, { values = {} }: SourceReading): string {
  const ours = 'slot' in meaning ? meaning.slot : meaning.kind;
  const words = Object.hasOwn(values, ours) ? Object.entries(values[ours] ?? {}) : [];
  const folded = value.trim().toLowerCase();
  return words.find(([theirs]) => theirs.trim().toLowerCase() === folded)?.[1] ?? value;
}

interface Places {
  readonly person: Map<string, string>;
  readonly given: Map<string, string>;
  readonly control: Map<string, string>;
}

function placeOf(
  meaning: FieldMeaning,
  { person, given, control }: Places,
): { slots: Map<string, string>; slot: string } | undefined {
  switch (meaning.kind) {
    case 'person':
      return { slots: person, slot: meaning.slot };
    case 'given':
      return { slots: given, slot: meaning.slot };
    case 'touch':
    case 'submittedAt':
    case 'submissionId':
    case 'externalId':
    case 'test':
      return { slots: control, slot: meaning.kind };
    case 'answer':
      return undefined;
  }
}

function unreadable(field: LeadField, meaning: FieldMeaning): FieldProblem | undefined {
  if (meaning.kind === 'submittedAt' && readInstant(field.value) === undefined)
    return { code: 'unreadable_time', field: field.name };
  if (meaning.kind === 'submissionId' && field.value.length > LONGEST_ID)
    return { code: 'unreadable_id', field: field.name };
  if (meaning.kind === 'externalId' && !EXTERNAL_ID.test(withSystem(field.value, 'source')))
    return { code: 'unreadable_id', field: field.name };
  if (meaning.kind === 'touch' && !TOUCH.test(field.value)) return { code: 'unreadable_touch', field: field.name };
  return undefined;
}

/** An id of the system that it names or, when it names none, of the one that sent it. */
function withSystem(id: string, source: string): string {
  return id.includes(':') ? id : `${source}:${id}`;
}

function joined(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before}, ${value}`;
}
