import type { Features } from '../features.ts';
import { ownValue } from '../own-value.ts';
import type { Condition, FieldTest } from '../plan/condition.ts';
import { matchCondition } from '../plan/matches.ts';
import { Slot } from './slot.ts';
import { SlotBuilder } from './slot-builder.ts';
import { addTerm, emptyTermSet, firstCommonTerm, type TermSet } from './term-set.ts';
import { termsOf } from './terms.ts';

/**
 * Finds which of many conditions hold for a lead, in order, without trying each: every field's value is looked up once
 * for the set of conditions that it lets pass, as bits, and the sets are intersected. It answers exactly what
 * `matchCondition` would. After bitmap indexes (O'Neil and Quass, "Improved Query Performance with Variant Indexes",
 * 1997); matching by predicates as in Le Subscribe (Fabret et al., SIGMOD 2001).
 */
export class ConditionIndex {
  readonly #conditions: readonly Condition[];
  /** The condition of each term, by number. */
  readonly #conditionOf: Int32Array;
  /** The first term of each condition. */
  readonly #firstTermOf: Int32Array;
  /** 1 for terms whose condition must be matched as well. */
  readonly #isInexact: Uint8Array;
  readonly #slots: readonly Slot[];
  /** What each field of the lead in question lets pass; every term if no field is asked for. */
  readonly #sets: TermSet[];

  constructor(conditions: readonly Condition[]) {
    const termsOfEach = conditions.map(termsOf);
    const terms = termsOfEach.flatMap((of, number) => of.map((term) => ({ ...term, number })));
    let count = 0;
    this.#firstTermOf = Int32Array.from(termsOfEach, ({ length }) => {
      count += length;
      return count - length;
    });
    this.#conditions = conditions;
    this.#conditionOf = Int32Array.from(terms, ({ number }) => number);
    this.#isInexact = Uint8Array.from(terms, ({ isExact }) => (isExact ? 0 : 1));
    const all = emptyTermSet(terms.length);
    for (let term = 0; term < terms.length; term += 1) addTerm(all, term);
    this.#slots = buildSlots(
      terms.map(({ atoms }) => atoms),
      all,
    );
    this.#sets = this.#slots.length === 0 ? [all] : this.#slots.map(() => all);
  }

  /** Returns the number of the first condition that holds; undefined when none does. */
  first(features: Features): number | undefined {
    this.#lookUp(features);
    return this.#next(-1, features);
  }

  /** Yields the numbers of the conditions that hold, from the first. Finish with one lead before asking for the next. */
  *matches(features: Features): Generator<number, void> {
    this.#lookUp(features);
    let found = this.#next(-1, features);
    while (found !== undefined) {
      yield found;
      found = this.#next(found, features);
    }
  }

  #lookUp(features: Features): void {
    for (let index = 0; index < this.#slots.length; index += 1) {
      const slot = this.#slots[index];
      if (slot !== undefined) this.#sets[index] = slot.passing(ownValue(features, slot.field));
    }
  }

  /** Returns the next condition that holds. */
  #next(after: number, features: Features): number | undefined {
    let term = firstCommonTerm(this.#sets, this.#firstTermOf[after + 1] ?? this.#conditionOf.length);
    while (term >= 0) {
      const condition = this.#conditionOf[term] ?? -1;
      if (this.#holds(term, condition, features)) return condition;
      term = firstCommonTerm(this.#sets, term + 1);
    }
    return undefined;
  }

  #holds(term: number, condition: number, features: Features): boolean {
    if (this.#isInexact[term] === 0) return true;
    const asked = this.#conditions[condition];
    return asked !== undefined && matchCondition(asked, features).holds;
  }
}

/** A term that tests a field twice, as a lead with several values may pass twice, uses two slots of that field. */
function buildSlots(
  terms: readonly (readonly { readonly field: string; readonly tests: readonly FieldTest[] }[])[],
  all: TermSet,
): readonly Slot[] {
  const builders = new Map<string, SlotBuilder[]>();
  terms.forEach((atoms, term) => {
    const seen = new Map<string, number>();
    for (const { field, tests } of atoms) {
      const number = seen.get(field) ?? 0;
      seen.set(field, number + 1);
      const ofField = builders.get(field) ?? [];
      const builder = ofField[number] ?? new SlotBuilder();
      ofField[number] = builder;
      builders.set(field, ofField);
      builder.add(term, tests);
    }
  });
  return [...builders].flatMap(([field, ofField]) => ofField.map((builder) => new Slot(field, builder.build(all))));
}
