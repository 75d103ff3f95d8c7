import { foldWords } from './clean-text.ts';
import type { FieldOrProblem, LeadField } from './lead-fields.ts';

/** Keys under which senders put an answer, best first; what else a group says about it describes the question. */
const VALUE_KEYS = ['value', 'values', 'answer', 'answers', 'stringvalue', 'rawvalue', 'response'] as const;
/** Keys for the sender's own name of the field, best first. */
const NAME_KEYS = ['name', 'key', 'slug', 'ref', 'field', 'columnid', 'fieldid'] as const;
/** Keys for the question as the person read it, best first. */
const LABEL_KEYS = ['label', 'question', 'title', 'columnname', 'fieldlabel', 'prompt'] as const;
/** Further keys that only describe the question. They are dropped, and so is everything in a list of older versions. */
const OTHER_KEYS: readonly string[] = [
  'id',
  'type',
  'inputtype',
  'required',
  'position',
  'order',
  'versions',
  'timestamp',
  'sourceid',
];

/** A group of fields with one parent: `fields.0` of `fields.0.name` and `fields.0.value`. */
interface FieldGroup {
  readonly parent: string;
  readonly members: Map<string, LeadField>;
}

/**
 * Joins fields that senders send in parts: `fields[email][value]`, `{"Email": {"value": …, "type": "email"}}`, and
 * lists of names and values such as `[{"name": "email", "value": …}]` or `[{"question": …, "answer": …}]`. Each
 * becomes one field where its first part stood; everything else stays as it is.
 */
export function joinFieldGroups(found: Iterable<FieldOrProblem>): Generator<FieldOrProblem> {
  const all = [...found].flatMap((field): readonly FieldOrProblem[] =>
    'code' in field ? [field] : expandLines(field),
  );
  return joinGroups(all, groupByParent(all));
}

function* joinGroups(
  all: readonly FieldOrProblem[],
  groups: ReadonlyMap<string, FieldGroup>,
): Generator<FieldOrProblem> {
  const seen = new Set<string>();
  for (const field of all) {
    const owner = 'code' in field ? undefined : findGroup(field.name, groups);
    if (owner === undefined) yield field;
    else if (!seen.has(owner.group.parent)) {
      seen.add(owner.group.parent);
      yield joinGroup(owner.group);
      if (!owner.isPart) yield field;
    } else if (!owner.isPart) yield field;
  }
}

/** Returns the group that a field is part of; `isPart`: the joined field says all that it says. */
function findGroup(
  name: string,
  groups: ReadonlyMap<string, FieldGroup>,
): { readonly group: FieldGroup; readonly isPart: boolean } | undefined {
  const path = splitPath(name);
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const group = groups.get(path.slice(0, depth).join('.'));
    if (group === undefined) continue;
    const key = compactKey(path[depth] ?? '');
    const isDirect = depth === path.length - 1;
    return { group, isPart: isDirect ? isKnownKey(key) : key === 'versions' };
  }
  return undefined;
}

/** Finds the groups that have a value and, in a list, a name for it. */
function groupByParent(all: readonly FieldOrProblem[]): ReadonlyMap<string, FieldGroup> {
  const groups = new Map<string, FieldGroup>();
  for (const field of all) {
    if ('code' in field) continue;
    const path = splitPath(field.name);
    const parent = path.slice(0, -1).join('.');
    const group = groups.get(parent) ?? { parent, members: new Map<string, LeadField>() };
    const key = compactKey(path.at(-1) ?? '');
    if (!group.members.has(key)) group.members.set(key, field);
    groups.set(parent, group);
  }
  return new Map([...groups].filter(([, group]) => canBeJoined(group)));
}

function canBeJoined({ parent, members }: FieldGroup): boolean {
  if (parent === '' || firstOf(members, VALUE_KEYS) === undefined) return false;
  return (
    !isNumber(splitPath(parent).at(-1)) ||
    firstOf(members, [...NAME_KEYS, ...LABEL_KEYS]) !== undefined ||
    isTyped(members)
  );
}

/** A list of values without names, such as `emails: [{"value": …, "type": "work"}]`, is named by its parent. */
function isTyped(members: FieldGroup['members']): boolean {
  return members.has('type');
}

function joinGroup({ parent, members }: FieldGroup): LeadField {
  const path = splitPath(parent);
  const isInList = isNumber(path.at(-1));
  const value = firstOf(members, VALUE_KEYS)?.value ?? '';
  const stated = firstOf(members, NAME_KEYS)?.value;
  const label = firstOf(members, LABEL_KEYS)?.value;
  const listName = path.findLast((part) => !isNumber(part)) ?? parent;
  const name = isInList ? (stated ?? label ?? listName) : parent;
  const type = members.get('type')?.value;
  const within = isInList ? path.slice(0, -1).join('.') : undefined;
  return {
    name,
    value,
    ...(within && { within }),
    ...(label !== undefined && { label }),
    ...(type !== undefined && { type }),
  };
}

function firstOf(members: FieldGroup['members'], keys: readonly string[]): LeadField | undefined {
  return keys.map((key) => members.get(key)).find((field) => field !== undefined && field.value.trim() !== '');
}

function isKnownKey(key: string): boolean {
  return [...VALUE_KEYS, ...NAME_KEYS, ...LABEL_KEYS, ...OTHER_KEYS].includes(key);
}

/** A line of a field that holds several: `first = Eva`. */
const LINE = /^\s*([\p{L}][\p{L}\p{N} _-]{0,40}?)\s*=\s*(.*)$/u;
const MAX_LINES = 20;

/** A longer name is left out in any case. */
const MAX_NAME_LENGTH = 400;

/** Splits a value such as `first = Eva\nlast = Falk`, as some form builders send a name or an address. */
function expandLines(field: LeadField): readonly LeadField[] {
  const lines = field.value.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2 || lines.length > MAX_LINES) return [field];
  const parts = lines.map((line) => LINE.exec(line));
  if (parts.some((part) => part === null)) return [field];
  return parts.map((part) => ({ ...field, name: `${field.name}.${part?.[1] ?? ''}`, value: part?.[2] ?? '' }));
}

/** Splits `fields[email][value]` and `fields.email.value` into the same parts. */
function splitPath(name: string): readonly string[] {
  if (name.length > MAX_NAME_LENGTH) return [name];
  return name
    .replace(/\[([^\]]*)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '');
}

function isNumber(part: string | undefined): boolean {
  return part !== undefined && /^\d+$/.test(part);
}

function compactKey(key: string): string {
  return foldWords(key).replaceAll(' ', '');
}
