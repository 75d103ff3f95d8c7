import { ownValue } from '../own-value.ts';
import { isBelievable, isNeeded } from './believable-value.ts';
import { foldWords } from './clean-text.ts';
import type { FieldMeaning } from './field-names.ts';
import { interpretFields } from './interpret-fields.ts';
import type { LeadField, LeadFields } from './lead-fields.ts';
import { isPlaceholder } from './placeholder.ts';
import { findMappedMeaning, type SourceMapping } from './source-mapping.ts';
import type { FieldProblem, Person, Submission, UnmappedField } from './submission.ts';
import { canonicaliseContent } from './submission-content.ts';
import { parseSubmissionTime } from './submission-time.ts';

export interface ReadSubmissionInput {
  readonly lead: LeadFields;
  readonly mapping: SourceMapping;
  /** A strong hash function, passed in because the domain has none. Called once with the entry's content. */
  readonly hash: (content: string) => string;
}

const MAX_ID_LENGTH = 200;
/**
 * A kind of touchpoint goes into events, so only values that are already codes are accepted: free text turned into a
 * code could be a name or an address. More digits than a date has could be a phone number.
 */
const TOUCHPOINT_PATTERN = /^(?!(?:\D*\d){9})[a-z][a-z0-9]{0,19}(?:[_-][a-z0-9]{1,20}){0,3}$/;
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

  const interpreted = interpretFields(lead.fields, mapping);
  const kept = interpreted.filter(({ field, meaning }) => !isPlaceholder(field.value, meaning));
  const addAnswer = ({ name, label, value }: LeadField) =>
    answers.set(label ?? name, joinValues(answers.get(label ?? name), value));
  const doubted: { readonly slot: string; readonly field: LeadField }[] = [];

  for (const { field, meaning } of kept) {
    if (meaning?.kind === 'ignored') continue;
    const value = meaning ? translateValue(meaning, field.value, mapping) : field.value;
    const problem = meaning && findFieldProblem({ ...field, value }, meaning);
    if (problem) problems.push(problem);
    const slot = meaning === undefined || problem ? undefined : slotOf(meaning, { person, submittedFacts, control });
    if (meaning === undefined) unmapped.push({ name: field.name, ...(field.label && { label: field.label }) });
    if (meaning?.kind === 'person' && !isBelievable(meaning.slot, value, kept)) {
      if (isNeeded(meaning.slot)) doubted.push({ slot: meaning.slot, field });
      else addAnswer(field);
    } else if (slot && !slot.slots.has(slot.slot)) slot.slots.set(slot.slot, value);
    else if (meaning?.kind !== 'externalId') addAnswer(field);
  }
  // An address that cannot be one is kept as typed if there is no better one: a rep may still understand it.
  for (const { slot, field } of doubted) {
    if (person.has(slot)) addAnswer(field);
    else person.set(slot, field.value);
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
