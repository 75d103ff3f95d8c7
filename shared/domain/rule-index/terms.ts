import type { Condition, FieldTest } from '../plan/condition.ts';

/** One field, and the tests of which at least one must pass. */
export interface Atom {
  readonly field: string;
  readonly tests: readonly FieldTest[];
}

/**
 * One way in which a condition holds: every atom passes. `isExact` is false when the condition asks for more than the
 * atoms say, so that it must be matched as well.
 */
export interface Term {
  readonly atoms: readonly Atom[];
  readonly isExact: boolean;
}

/** Alternatives multiply: a condition with more ways than this is matched as a whole after its plain tests passed. */
const MAX_TERMS = 32;

/**
 * Writes a condition as alternatives (its disjunctive normal form). No alternatives: it never holds. Alternatives that
 * test one field stay together, so that `employees: [1-99, 1000+]` is one term.
 */
export function termsOf(condition: Condition): readonly Term[] {
  const terms = expand(condition);
  if (terms !== undefined) return terms.map((atoms) => ({ atoms, isExact: true }));
  return [{ atoms: plainAtomsOf(condition), isExact: false }];
}

/** Returns the terms of a condition; undefined when there are too many. */
function expand(condition: Condition): readonly (readonly Atom[])[] | undefined {
  if (condition.kind === 'field') return [[atomOf(condition)]];
  const merged = condition.kind === 'any' ? mergeAlternatives(condition.of) : undefined;
  if (merged !== undefined) return [[merged]];
  let terms: readonly (readonly Atom[])[] = condition.kind === 'any' ? [] : [[]];
  for (const part of condition.of) {
    const more = expand(part);
    if (more === undefined) return undefined;
    terms =
      condition.kind === 'any'
        ? [...terms, ...more]
        : terms.flatMap((atoms) => more.map((others) => [...atoms, ...others]));
    if (terms.length > MAX_TERMS) return undefined;
  }
  return terms;
}

function atomOf({ field, test }: Extract<Condition, { kind: 'field' }>): Atom {
  return { field, tests: [test] };
}

/** Returns alternatives that all test one field as one atom. `not` stays alone: it takes values away, others add them. */
function mergeAlternatives(alternatives: readonly Condition[]): Atom | undefined {
  const [first, ...others] = alternatives;
  if (first?.kind !== 'field') return undefined;
  const tests = [first.test];
  for (const other of others) {
    if (other.kind !== 'field' || other.field !== first.field) return undefined;
    tests.push(other.test);
  }
  const canMerge = tests.length === 1 || tests.every(({ op }) => op !== 'not');
  return canMerge ? { field: first.field, tests } : undefined;
}

/** Returns the tests that every way to fulfil a condition has in common. */
function plainAtomsOf(condition: Condition): readonly Atom[] {
  if (condition.kind === 'field') return [atomOf(condition)];
  return condition.kind === 'all' ? condition.of.flatMap(plainAtomsOf) : [];
}
