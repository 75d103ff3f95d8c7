import type { Features } from '../features.ts';
import type { Route } from '../lead/routing-decision.ts';
import { chooseFirstRoute } from '../nurture/hold-until-mql.ts';
import type { Plan } from '../plan/plan.ts';

/** Where a plan sends a lead. */
export interface Destination {
  readonly rule: string;
  /** A team or a queue by its name, or what happens instead: `queue catch-all`, `closed: competitor`, `nurture: news`. */
  readonly place: string;
  /** The only rep of the team who can get it. */
  readonly only?: string;
  /** Absent when the lead goes to no team. */
  readonly sla?: string;
  readonly band: string;
  /** Whether no rule took it. */
  readonly isGap: boolean;
}

/** A lead, and where each of two plans sends it. */
export interface ComparedLead {
  /** Names the lead in reports; never a name or an address. */
  readonly lead: string;
  readonly before: Destination;
  readonly after: Destination;
}

/** Leads that move from the same rule and place to the same rule and place. */
export interface LeadMove {
  readonly from: Pick<Destination, 'rule' | 'place'>;
  readonly to: Pick<Destination, 'rule' | 'place'>;
  readonly count: number;
  /** The first of these leads. */
  readonly examples: readonly string[];
}

/** How many leads one thing gets under each plan. */
export interface CountChange {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** What a plan does to leads that another plan routed differently. */
export interface RouteChanges {
  readonly leads: number;
  /** Leads that go elsewhere: to another team, queue or end, or to another only rep. */
  readonly moved: number;
  /** Leads that go to the same place by another rule. */
  readonly otherRule: number;
  /** Leads that stay in their place and get another SLA. */
  readonly otherSla: number;
  /** The moves, most leads first. */
  readonly moves: readonly LeadMove[];
  readonly places: readonly CountChange[];
  readonly rules: readonly CountChange[];
  readonly slas: readonly CountChange[];
  readonly bands: readonly CountChange[];
  /** Leads that no rule takes. */
  readonly gap: Omit<CountChange, 'name'>;
  /** Leads that go to a review queue first. */
  readonly queued: Omit<CountChange, 'name'>;
}

const MAX_EXAMPLES = 3;

/** Returns where a plan sends a lead. `features`: with `score` and `band`, as computed by this plan. */
export function destinationOf(features: Features, plan: Plan): Destination {
  const route = chooseFirstRoute({ features, plan });
  const common = { rule: route.rule, band: String(features.band), isGap: route.layer === route.rule };
  return { ...common, ...placeOf(route) };
}

function placeOf(route: Route): Pick<Destination, 'place' | 'sla' | 'only'> {
  switch (route.outcome) {
    case 'close':
      return { place: `closed: ${route.reason}` };
    case 'nurture':
      return { place: `nurture: ${route.track}` };
    case 'assign': {
      const [first] = route.targets;
      if (first.kind === 'queue') return { place: `queue ${first.queue}` };
      return { place: first.team, sla: first.sla, ...(first.only !== undefined && { only: first.only }) };
    }
  }
}

/** Counts what moves between two plans. */
export function compareRoutes(leads: readonly ComparedLead[]): RouteChanges {
  const moves = new Map<string, { -readonly [Key in keyof LeadMove]: LeadMove[Key] }>();
  let [moved, otherRule, otherSla] = [0, 0, 0];
  for (const { lead, before, after } of leads) {
    const stays = before.place === after.place && before.only === after.only;
    if (stays && before.rule !== after.rule) otherRule += 1;
    if (stays && before.sla !== after.sla) otherSla += 1;
    if (stays) continue;
    moved += 1;
    const [from, to] = [endOf(before), endOf(after)];
    const key = JSON.stringify([from, to]);
    const move = moves.get(key) ?? { from, to, count: 0, examples: [] };
    move.count += 1;
    if (move.examples.length < MAX_EXAMPLES) move.examples = [...move.examples, lead];
    moves.set(key, move);
  }
  const countBy = (name: (one: Destination) => string | undefined) => countChanges(leads, name);
  const countIf = (holds: (one: Destination) => boolean) => ({
    before: leads.filter(({ before }) => holds(before)).length,
    after: leads.filter(({ after }) => holds(after)).length,
  });
  return {
    leads: leads.length,
    moved,
    otherRule,
    otherSla,
    moves: [...moves.values()].sort((a, b) => b.count - a.count),
    places: countBy(({ place }) => place),
    rules: countBy(({ rule }) => rule),
    slas: countBy(({ sla }) => sla),
    bands: countBy(({ band }) => band),
    gap: countIf(({ isGap }) => isGap),
    queued: countIf(({ place }) => place.startsWith('queue ')),
  };
}

function endOf({ rule, place, only }: Destination): LeadMove['from'] {
  return { rule, place: only === undefined ? place : `${place}, only ${only}` };
}

/** Counts what has a name on either side; what is most frequent on both sides together comes first. */
export function countChanges<Item>(
  pairs: readonly { readonly before: Item; readonly after: Item }[],
  nameOf: (one: Item) => string | undefined,
): readonly CountChange[] {
  const counts = new Map<string, { name: string; before: number; after: number }>();
  for (const pair of pairs)
    for (const side of ['before', 'after'] as const) {
      const name = nameOf(pair[side]);
      if (name === undefined) continue;
      const count = counts.get(name) ?? { name, before: 0, after: 0 };
      count[side] += 1;
      counts.set(name, count);
    }
  return [...counts.values()].sort((a, b) => b.before + b.after - a.before - a.after || (a.name < b.name ? -1 : 1));
}
