/** One test of a rule, in no engine's words. */
export type Test =
  | { readonly field: string; readonly op: 'equals'; readonly value: string }
  | { readonly field: string; readonly op: 'one_of' | 'none_of'; readonly values: readonly string[] }
  /** Both ends included. */
  | { readonly field: string; readonly op: 'between'; readonly from: number; readonly to: number };

/** A rule: every test passes. Rules are tried in order. */
export type Rule = readonly Test[];

/** A lead as parsed from JSON. */
export type Lead = Readonly<Record<string, string | number>>;

/** Rules, and leads to decide about. */
export interface RuleSet {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly leads: readonly Lead[];
}

const COUNTRIES = 'DE AT CH FR IT ES NL BE DK SE NO FI GB IE PL CZ US CA MX BR'.split(' ');
const INDUSTRIES = 'saas fintech health retail media energy public other'.split(' ');
const TOUCHES = 'demo_request pricing_page webinar whitepaper content event'.split(' ');
const PRODUCTS = 'platform analytics mobile edge'.split(' ');
const MAX_EMPLOYEES = 100_000;
const MAX_SCORE = 100;

/** A generator of the same numbers from 0 to 1 for each seed: mulberry32, by Tommy Ettinger. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Rules as sales teams write them: a country or several, a size, a touch, an industry that is left out. More rules mean
 * narrower sizes, so that leads reach rules all over the set.
 */
export function mixedRules(ruleCount: number, leadCount: number): RuleSet {
  const random = randomFrom(ruleCount);
  const whole = (below: number) => Math.floor(random() * below);
  const pick = (values: readonly string[]) => values[whole(values.length)] ?? '';
  const width = Math.ceil((MAX_EMPLOYEES * 40) / ruleCount);
  const rules = Array.from({ length: ruleCount }, (): Rule => {
    const from = whole(MAX_EMPLOYEES);
    return [
      random() < 0.5
        ? { field: 'country', op: 'equals', value: pick(COUNTRIES) }
        : { field: 'country', op: 'one_of', values: [pick(COUNTRIES), pick(COUNTRIES), pick(COUNTRIES)] },
      { field: 'employees', op: 'between', from, to: from + width },
      { field: 'industry', op: 'none_of', values: [pick(INDUSTRIES), pick(INDUSTRIES)] },
      { field: 'touch', op: 'equals', value: pick(TOUCHES) },
    ];
  });
  return { name: 'mixed', rules, leads: anyLeads(leadCount, random) };
}

/** The worst case of an index: every lead passes three tests of each rule, and the fourth differs from rule to rule. */
export function alikeRules(ruleCount: number, leadCount: number): RuleSet {
  const random = randomFrom(ruleCount + 1);
  const width = MAX_EMPLOYEES / ruleCount;
  const rules = Array.from({ length: ruleCount }, (_, index): Rule => {
    const from = Math.floor(index * width);
    return [
      { field: 'country', op: 'none_of', values: ['CN', 'RU'] },
      { field: 'score', op: 'between', from: 0, to: MAX_SCORE },
      { field: 'touch', op: 'one_of', values: TOUCHES },
      { field: 'employees', op: 'between', from, to: Math.floor((index + 1) * width) - 1 },
    ];
  });
  return { name: 'alike', rules, leads: anyLeads(leadCount, random) };
}

function anyLeads(count: number, random: () => number): readonly Lead[] {
  const whole = (below: number) => Math.floor(random() * below);
  const pick = (values: readonly string[]) => values[whole(values.length)] ?? '';
  const leads = Array.from({ length: count }, (_, index) => ({
    domain: `company-${index}.example`,
    country: pick(COUNTRIES),
    industry: pick(INDUSTRIES),
    touch: pick(TOUCHES),
    product: pick(PRODUCTS),
    employees: whole(MAX_EMPLOYEES),
    score: whole(MAX_SCORE),
  }));
  // As they come from a queue: no text is the same object as one in a rule.
  return JSON.parse(JSON.stringify(leads));
}
