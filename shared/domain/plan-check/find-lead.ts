import type { Features, FeatureValue } from '../features.ts';
import type { Condition } from '../plan/condition.ts';
import { matchCondition } from '../plan/matches.ts';
import { type Atom, type Term, termsOf } from '../rule-index/terms.ts';
import type { Choice, LeadSpace } from './lead-space.ts';

/** A lead that was found. */
export interface FoundLead {
  readonly outcome: 'found';
  readonly features: Features;
  /** Fields of it that could have any other value too. */
  readonly free: readonly string[];
}

/** A lead that was looked for; `none` if there can be none; `undecided` when it took too many steps. */
export type LeadSearch = FoundLead | { readonly outcome: 'none' | 'undecided' };

/** What a lead must be like. */
export interface LeadQuestion {
  readonly meets: readonly Condition[];
  readonly misses: readonly Condition[];
}

/** Ways that are tried before a search gives up. */
const MAX_STEPS = 50_000;

const TERMS = new WeakMap<Condition, readonly Term[]>();
const UNKNOWN_ALONE: readonly Choice[] = [undefined];
const PASSING = new WeakMap<Atom, (value: Choice) => boolean>();

/** The values that are still possible in each field. */
type Possible = ReadonlyMap<string, readonly Choice[]>;

/**
 * Finds a lead that meets some conditions and misses others, or shows that there is none: a search over finite domains
 * that takes away values until every condition is settled, hardest first (Russell and Norvig, "Artificial
 * Intelligence", chapter on constraint satisfaction).
 */
export function findLead({ meets, misses }: LeadQuestion, space: LeadSpace): LeadSearch {
  const terms = [...misses, ...space.impossible].flatMap(knownTermsOf);
  const starts = waysToMeet(meets, space);
  if (starts === undefined || terms.some(({ isExact }) => !isExact)) return { outcome: 'undecided' };
  const search = { steps: 0 };
  for (const start of starts) {
    const possible = avoidAll(start, terms, search);
    if (possible !== undefined) return { outcome: 'found', ...anyLeadOf(possible, space) };
    if (search.steps > MAX_STEPS) return { outcome: 'undecided' };
  }
  return { outcome: 'none' };
}

/** Returns the values left by each way to meet all conditions; undefined when they have too many ways to list. */
function waysToMeet(conditions: readonly Condition[], { choices }: LeadSpace): readonly Possible[] | undefined {
  let ways: readonly Possible[] = [choices];
  for (const condition of conditions) {
    const terms = knownTermsOf(condition);
    if (terms.some(({ isExact }) => !isExact)) return undefined;
    ways = ways.flatMap((way) => terms.flatMap(({ atoms }) => meetAll(way, atoms) ?? []));
  }
  return ways;
}

function meetAll(possible: Possible, atoms: readonly Atom[]): Possible | undefined {
  return atoms.reduce<Possible | undefined>((left, atom) => left && restrict(left, atom, true), possible);
}

/** The terms of a condition, which is asked about in many searches. */
function knownTermsOf(condition: Condition): readonly Term[] {
  const terms = TERMS.get(condition) ?? termsOf(condition);
  TERMS.set(condition, terms);
  return terms;
}

/** Returns values of which none meets a term; undefined when there are none. */
function avoidAll(possible: Possible, terms: readonly Term[], search: { steps: number }): Possible | undefined {
  search.steps += 1;
  if (search.steps > MAX_STEPS) return undefined;
  const open: (readonly Possible[])[] = [];
  const left: Term[] = [];
  for (const term of terms) {
    if (term.atoms.some((atom) => restrict(possible, atom, true) === undefined)) continue;
    const ways = term.atoms.flatMap((atom) => restrict(possible, atom, false) ?? []);
    if (ways.length === 0) return undefined;
    open.push(ways);
    left.push(term);
  }
  const hardest = open.reduce<number>(
    (best, ways, index) => (ways.length < (open[best]?.length ?? 0) ? index : best),
    0,
  );
  if (open.length === 0) return possible;
  const others = left.filter((_, index) => index !== hardest);
  for (const way of open[hardest] ?? []) {
    const found = avoidAll(way, others, search);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns the values with only those in the atom's field that pass it, or that fail it; undefined when none is left. */
function restrict(possible: Possible, atom: Atom, passes: boolean): Possible | undefined {
  const before = possible.get(atom.field) ?? UNKNOWN_ALONE;
  const passing = passingOf(atom);
  const after = before.filter((value) => passing(value) === passes);
  if (after.length === 0) return undefined;
  return after.length === before.length ? possible : new Map(possible).set(atom.field, after);
}

/** Returns whether a value passes an atom. A search asks the same again and again, so it is answered once for each. */
function passingOf(atom: Atom): (value: Choice) => boolean {
  const found = PASSING.get(atom);
  if (found !== undefined) return found;
  const { field, tests } = atom;
  const condition: Condition = { kind: 'any', of: tests.map((test) => ({ kind: 'field', field, test })) };
  const answers = new Map<Choice, boolean>();
  const ask = (value: Choice): boolean => {
    const known = answers.get(value);
    if (known !== undefined) return known;
    const passes = matchCondition(condition, value === undefined ? {} : { [field]: value }).holds;
    answers.set(value, passes);
    return passes;
  };
  PASSING.set(atom, ask);
  return ask;
}

/** Returns a lead with as few known fields as possible. */
function anyLeadOf(possible: Possible, { choices }: LeadSpace): { features: Features; free: readonly string[] } {
  const features: Record<string, FeatureValue> = {};
  for (const [field, [value]] of possible) if (value !== undefined) features[field] = value;
  return { features, free: Object.keys(features).filter((field) => possible.get(field) === choices.get(field)) };
}
