import { ownValue } from '../own-value.ts';
import { foldWords } from './clean-text.ts';
import { type FieldMeaning, fieldMeaningOf, questionMeaningOf } from './field-names.ts';
import type { LeadField, LeadFields } from './lead-fields.ts';
import type { FieldProblem, Person, Submission, UnmappedField } from './submission.ts';
import { canonicaliseContent } from './submission-content.ts';
import { parseSubmissionTime } from './submission-time.ts';

/** How the fields of one source are read. */
export interface SourceMapping {
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

export interface ReadSubmissionInput {
  readonly lead: LeadFields;
  readonly mapping: SourceMapping;
  /** A strong hash function, passed in because the domain has none. Called once with the entry's content. */
  readonly hash: (content: string) => string;
}

const MAX_ID_LENGTH = 200;
/**
 * A kind of touchpoint goes into events, so only values that are already codes are accepted: free text turned into a
 * code could be a name or an address.
 */
const TOUCHPOINT_PATTERN = /^[a-z][a-z0-9]{0,19}(?:[_-][a-z0-9]{1,20}){0,3}$/;
/** An id in another system, with the system as prefix, `hubspot:901`. */
const EXTERNAL_ID_PATTERN = /^[a-z][a-z0-9_-]{0,39}:[\w.-]{1,120}$/i;
const YES_WORDS: ReadonlySet<string> = new Set(['true', '1', 'yes', 'y', 'on', 'test', 'ja', 'oui', 'si']);

/**
 * Builds a submission from a lead's fields. If two fields have the same meaning, the first one wins; the other is kept
 * among the person's answers, and so is every field without a known meaning.
 */
export function readSubmission({ lead, mapping, hash }: ReadSubmissionInput): Submission {
  const answers = new Map<string, string>();
  const person = new Map<string, string>();
  const submittedFacts = new Map<string, string>();
  const control = new Map<string, string>();
  const problems: FieldProblem[] = [...lead.problems];
  const unmapped: UnmappedField[] = [];

  for (const { field, meaning } of sortByTrust(lead.fields, mapping)) {
    if (meaning?.kind === 'ignored') continue;
    const value = meaning ? translateValue(meaning, field.value, mapping) : field.value;
    const problem = meaning && findFieldProblem({ ...field, value }, meaning);
    if (problem) problems.push(problem);
    const slot = meaning === undefined || problem ? undefined : slotOf(meaning, { person, submittedFacts, control });
    if (meaning === undefined) unmapped.push({ name: field.name, ...(field.label && { label: field.label }) });
    if (slot && !slot.slots.has(slot.slot)) slot.slots.set(slot.slot, value);
    else if (meaning?.kind !== 'externalId') {
      const name = field.label ?? field.name;
      answers.set(name, joinValues(answers.get(name), field.value));
    }
  }

  const submittedAt = parseSubmissionTime(control.get('submittedAt') ?? '');
  const content = {
    touch: control.get('touch')?.replaceAll('-', '_') ?? mapping.touch,
    source: mapping.source,
    test: YES_WORDS.has(foldWords(control.get('test') ?? '')),
    person: { ...(Object.fromEntries(person) as Omit<Person, 'answers'>), answers: Object.fromEntries(answers) },
    submittedFacts: Object.fromEntries(submittedFacts),
  };
  const contentHash = hash(canonicaliseContent(content));
  const statedId = control.get('submissionId');
  const externalId = control.get('externalId');
  const submissionId =
    statedId !== undefined && canBeShared(statedId, lead, mapping) ? `${statedId} ${contentHash}` : statedId;
  return {
    ...content,
    ...(submittedAt !== undefined && { submittedAt }),
    externalIds: externalId === undefined ? [] : [prefixWithSystem(externalId, mapping.source)],
    dedupe: { ...(submissionId !== undefined && { submissionId }), contentHash },
    problems,
    unmapped,
  };
}

/** Names that some senders use for the entry's own id. Others use `id` for the person and `event_id` for a webinar. */
const SHARED_ID_PATTERN = /(?:^|[.[])(?:id|event[ _-]?id)\]?$/i;

/**
 * Whether several requests may share this id. They must not be dropped as duplicates of the first; the content hash is
 * added to tell them apart. If the source's mapping says that a field is the entry's id, it is.
 */
function canBeShared(id: string, { fields }: LeadFields, mapping: SourceMapping): boolean {
  return fields.some(
    ({ name, value }) => value === id && SHARED_ID_PATTERN.test(name) && !findMappedMeaning(name, mapping),
  );
}

/** What a field means for this source, which includes that the source ignores it. */
type SourceFieldMeaning = FieldMeaning | { readonly kind: 'ignored' };

interface InterpretedField {
  readonly field: LeadField;
  readonly meaning: SourceFieldMeaning | undefined;
}

/** Puts fields with a meaning by name first. For the others the sender's field type may supply the meaning. */
function sortByTrust(fields: readonly LeadField[], mapping: SourceMapping): readonly InterpretedField[] {
  const named = fields.map((field): InterpretedField => ({ field, meaning: findMeaningByName(field, mapping) }));
  const typed = named.flatMap(({ field, meaning }): InterpretedField[] =>
    meaning ? [] : [{ field, meaning: field.type === undefined ? undefined : fieldMeaningOf(field.type) }],
  );
  return [...named.filter(({ meaning }) => meaning !== undefined), ...typed];
}

/**
 * The source's own mapping takes precedence over the names Baton knows, and the sender's field name over its question.
 * An external id is accepted only if the sender vouches for it or the mapping says so, never from a form field that
 * merely has such a name: anyone who fills in the form could pose as a person whose id they guess.
 */
function findMeaningByName(
  { name, label, isVouchedFor }: LeadField,
  mapping: SourceMapping,
): SourceFieldMeaning | undefined {
  const names = label === undefined ? [name] : [name, label];
  const mapped = names.map((one) => findMappedMeaning(one, mapping)).find((meaning) => meaning !== undefined);
  const known = fieldMeaningOf(name) ?? (label === undefined ? undefined : questionMeaningOf(label));
  return mapped ?? (known?.kind === 'externalId' && !isVouchedFor ? undefined : known);
}

/**
 * Looks a name up in the source's own mapping. A target that is neither a person's field nor a control field is a
 * routing field of the plan.
 */
function findMappedMeaning(name: string, { fields = {} }: SourceMapping): SourceFieldMeaning | undefined {
  const target = ownValue(fields, name);
  if (target === undefined) return undefined;
  return target === IGNORED ? { kind: 'ignored' } : (fieldMeaningOf(target) ?? { kind: 'given', slot: target });
}

/** Translates a value with the source's mapping, if it has one. */
function translateValue(meaning: FieldMeaning, value: string, { values = {} }: SourceMapping): string {
  const fieldName = 'slot' in meaning ? meaning.slot : meaning.kind;
  const words = Object.entries(ownValue(values, fieldName) ?? {});
  const folded = value.trim().toLowerCase();
  return words.find(([theirs]) => theirs.trim().toLowerCase() === folded)?.[1] ?? value;
}

interface SubmissionSlots {
  readonly person: Map<string, string>;
  readonly submittedFacts: Map<string, string>;
  readonly control: Map<string, string>;
}

function slotOf(
  meaning: FieldMeaning,
  { person, submittedFacts: given, control }: SubmissionSlots,
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

function findFieldProblem(field: LeadField, meaning: FieldMeaning): FieldProblem | undefined {
  if (meaning.kind === 'submittedAt' && parseSubmissionTime(field.value) === undefined)
    return { code: 'unreadable_time', field: field.name };
  if (meaning.kind === 'submissionId' && field.value.length > MAX_ID_LENGTH)
    return { code: 'unreadable_id', field: field.name };
  if (meaning.kind === 'externalId' && !EXTERNAL_ID_PATTERN.test(prefixWithSystem(field.value, 'source')))
    return { code: 'unreadable_id', field: field.name };
  if (meaning.kind === 'touch' && !TOUCHPOINT_PATTERN.test(field.value))
    return { code: 'unreadable_touch', field: field.name };
  return undefined;
}

/** Prefixes an id with the sending source, unless it already names a system. */
function prefixWithSystem(id: string, source: string): string {
  return id.includes(':') ? id : `${source}:${id}`;
}

function joinValues(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before}, ${value}`;
}
