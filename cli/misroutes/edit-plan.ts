import { Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { Cluster } from '../../shared/domain/misroutes/cluster-misroutes.ts';

/** A plan's text with one rule changed, and what was changed. */
export interface PlanEdit {
  readonly text: string;
  readonly says: string;
}

type EditedCluster = Pick<Cluster, 'rule' | 'reason' | 'pattern' | 'movedTo'>;

/** One piece of a text that is replaced. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/**
 * Proposes one edit for a cluster: a more specific rule before the flagged one, when another team has its leads by now; else
 * the flagged value is excluded from the rule. Everything else in the text stays as it is, comments included. Undefined: the
 * pattern cannot be said in such an edit.
 */
export function editPlan(text: string, cluster: EditedCluster): PlanEdit | undefined {
  const found = findRule(text, cluster.rule);
  if (!found || !cluster.pattern) return undefined;
  return cluster.movedTo === undefined ? excludeValue(text, found, cluster) : addRuleBefore(text, found, cluster);
}

interface FoundRule {
  readonly rule: YAMLMap;
  readonly when: YAMLMap;
  readonly names: ReadonlySet<unknown>;
}

/** Finds a rule with its condition. One in an unusual layout, such as an alias, is not found. */
function findRule(text: string, name: string): FoundRule | undefined {
  const layers = parseDocument(text, { schema: 'failsafe' }).get('layers');
  const lists = isSeq(layers) ? layers.items.flatMap((layer) => (isMap(layer) ? [layer.get('rules')] : [])) : [];
  const rules = lists.flatMap((list) => (isSeq(list) ? list.items.filter((item) => isMap(item)) : []));
  const rule = rules.find((one) => one.get('rule') === name);
  const when = rule?.get('when');
  return rule && isMap(when) ? { rule, when, names: new Set(rules.map((one) => one.get('rule'))) } : undefined;
}

function excludeValue(text: string, { when }: FoundRule, { rule, pattern }: EditedCluster): PlanEdit | undefined {
  const [condition, second] = pattern?.conditions ?? [];
  if (!condition || second) return undefined;
  const { field, value } = condition;
  const says = `rule ${rule}: no longer asks for leads with ${field} ${value}`;
  const tested: unknown = when.get(field, true);
  if (tested === undefined) return { text: splice(text, addKey(text, when, field, { not: [value] })), says };
  const test: unknown = isMap(tested) || isSeq(tested) ? tested.toJSON() : undefined;
  const next = withoutValue(test, value);
  const [from, to] = isMap(tested) || isSeq(tested) ? (tested.range ?? []) : [];
  // A test over several lines is left to a person: only they know how it should look.
  if (next === undefined || from === undefined || to === undefined || text.slice(from, to).includes('\n'))
    return undefined;
  return { text: splice(text, { from, to, by: toFlow(next) }), says };
}

/** Returns a test without a value: a list that had it, or a list of exclusions with it. */
function withoutValue(test: unknown, value: string): unknown {
  if (Array.isArray(test))
    return test.includes(value) && test.length > 1 ? test.filter((one) => one !== value) : undefined;
  if (typeof test !== 'object' || test === null || !('not' in test)) return undefined;
  return { not: [...[test.not].flat(), value] };
}

function addKey(text: string, map: YAMLMap, field: string, test: unknown): Splice {
  const pair = toFlow({ [field]: test }).slice(1, -1);
  const [from = 0, end = 0] = map.range ?? [];
  if (map.flow) {
    const at = end - 1 - (/\s*$/.exec(text.slice(from, end - 1))?.[0].length ?? 0);
    return { from: at, to: at, by: `${text[at - 1] === ',' ? '' : ','} ${pair}` };
  }
  // The first key of a block begins at its own column.
  const column = from - (text.lastIndexOf('\n', from - 1) + 1);
  return { from, to: from, by: `${pair}\n${' '.repeat(column)}` };
}

function addRuleBefore(
  text: string,
  { rule, when, names }: FoundRule,
  { rule: name, reason, pattern, movedTo }: EditedCluster,
): PlanEdit | undefined {
  const from = rule.range?.[0] ?? 0;
  const line = text.lastIndexOf('\n', from - 1) + 1;
  const lead = text.slice(line, from);
  if (!/^\s*- +$/.test(lead)) return undefined;
  const conditions = (pattern?.conditions ?? []).map(({ field, value }) => [field, value]);
  const otherwise = rule.get('otherwise', true);
  const added = {
    rule: freeName(`${name}-${reason}`.replaceAll('_', '-'), names),
    when: { ...(when.toJSON() as object), ...Object.fromEntries(conditions) },
    to: movedTo,
    ...(isScalar(otherwise) && { otherwise: otherwise.value }),
  };
  const by = `${lead}${toFlow(added)}\n`;
  return { text: splice(text, { from: line, to: line, by }), says: `before rule ${name}: ${toFlow(added)}` };
}

function freeName(name: string, taken: ReadonlySet<unknown>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  return free;
}

function splice(text: string, { from, to, by }: Splice): string {
  return text.slice(0, from) + by + text.slice(to);
}

function toFlow(value: unknown): string {
  return new Document(value)
    .toString({ collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 })
    .trimEnd();
}
