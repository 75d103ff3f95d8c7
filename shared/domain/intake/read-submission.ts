import { foldWords } from './clean-text.ts';
import { type FieldMeaning, meaningOf, meaningOfQuestion } from './field-names.ts';
import type { LeadField, LeadFields } from './lead-fields.ts';
import type { FieldProblem, Person, Submission, UnmappedField } from './submission.ts';
import { canonicalContent } from './submission-content.ts';
import { readInstant } from './submission-time.ts';

/** How the fields of one source are read. */
export interface SourceReading {
  readonly source: string;
  /** Kind of touchpoint if the body names none. */
  readonly touch: string;
  /**
   * The source's own mapping from the form's field names to Baton's, applied before the names Baton knows: `{
   * 'ref-size': 'employees' }`.
   */
  readonly fields?: Readonly<Record<string, string>>;
  /**
   * For each of Baton's fields, the form's values and what they stand for: `{ employees: { SMB: '1-99' } }`. Case does
   * not matter.
   */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The target in a field mapping that means: ignore this field. */
export const IGNORED = 'ignore';

export interface ReadSubmission {
  readonly lead: LeadFields;
  readonly reading: SourceReading;
  /** A strong hash function, passed in because the domain has none. Called once with the entry's content. */
  readonly hash: (content: string) => string;
}

const LONGEST_ID = 200;
/**
 * A kind of touchpoint goes into events, so only values that are already codes are accepted: free text turned into a
 * code could be a name or an address.
 */
const TOUCH = /^[a-z][a-z0-9]{0,19}(?:[_-][a-z0-9]{1,20}){0,3}$/;
/** An id in another system, with the system as prefix, `hubspot:901`. */
const EXTERNAL_ID = /^[a-z][a-z0-9_-]{0,39}:[\w.-]{1,120}$/i;
const YES: ReadonlySet<string> = new Set(['true', '1', 'yes', 'y', 'on', 'test', 'ja', 'oui', 'si']);

/**
 * Builds a submission from a lead's fields. If two fields have the same meaning, the first one wins; the other is kept
 * among the person's answers, and so is every field without a known meaning.
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

/** Names that some senders use for the entry's own id. Others use `id` for the person and `event_id` for a webinar. */
const SHARED_ID = /(?:^|[.[])(?:id|event[ _-]?id)\]?$/i;

/**
 * Whether several requests may share this id. They must not be dropped as duplicates of the first; the content hash is
 * added to tell them apart. If the source's mapping says that a field is the entry's id, it is.
 */
function mayBeOfOthers(id: string, { fields }: LeadFields, reading: SourceReading): boolean {
  return fields.some(({ name, value }) => value === id && SHARED_ID.test(name) && !mappedMeaning(name, reading));
}

/** What a field means for this source, which includes that the source ignores it. */
type Meaning = FieldMeaning | { readonly kind: 'ignored' };

interface ReadField {
  readonly field: LeadField;
  readonly meaning: Meaning | undefined;
}

/** Puts fields with a meaning by name first. For the others the sender's field type may supply the meaning. */
function inOrderOfTrust(fields: readonly LeadField[], reading: SourceReading): readonly ReadField[] {
  const named = fields.map((field): ReadField => ({ field, meaning: meaningByName(field, reading) }));
  const typed = named.flatMap(({ field, meaning }): ReadField[] =>
    meaning ? [] : [{ field, meaning: field.type === undefined ? undefined : meaningOf(field.type) }],
  );
  return [...named.filter(({ meaning }) => meaning !== undefined), ...typed];
}

/**
 * The source's own mapping takes precedence over the names Baton knows, and the sender's field name over its question.
 * An external id is accepted only if the sender vouches for it or the mapping says so, never from a form field that
 * merely has such a name: anyone who fills in the form could pose as a person whose id they guess.
 */
function meaningByName({ name, label, vouched }: LeadField, reading: SourceReading): Meaning | undefined {
  const names = label === undefined ? [name] : [name, label];
  const mapped = names.map((one) => mappedMeaning(one, reading)).find((meaning) => meaning !== undefined);
  const known = meaningOf(name) ?? (label === undefined ? undefined : meaningOfQuestion(label));
  return mapped ?? (known?.kind === 'externalId' && !vouched ? undefined : known);
}

/**
 * Looks a name up in the source's own mapping. A target that is neither a person's field nor a control field is a
 * routing field of the plan.
 */
function mappedMeaning(name: string, { fields = {} }: SourceReading): Meaning | undefined {
  const ours = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (ours === undefined) return undefined;
  return ours === IGNORED ? { kind: 'ignored' } : (meaningOf(ours) ?? { kind: 'given', slot: ours });
}

/** Translates a value with the source's mapping, if it has one. */
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

/** Prefixes an id with the sending source, unless it already names a system. */
function withSystem(id: string, source: string): string {
  return id.includes(':') ? id : `${source}:${id}`;
}

function joined(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before}, ${value}`;
}
