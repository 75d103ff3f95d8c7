import type { Ownership } from '../accounts/ownership.ts';
import type { Plan } from '../plan/plan.ts';
import { type RuleInLayer, rulesInOrder } from '../routing/indexed-rules.ts';
import { conditionPartsOf, describeCondition } from './condition-text.ts';
import { describeListChanges } from './list-changes.ts';
import { namesMoved } from './order-changes.ts';
import { describeValueChanges } from './value-changes.ts';

/** One difference between two plans. */
export interface PlanChange {
  /** What differs: `rule`, `team`, `sla`, or a name at the top of a plan file such as `limits`. */
  readonly part: string;
  /** Its name; absent for a part that a plan has once. */
  readonly name?: string;
  readonly kind: 'added' | 'removed' | 'moved' | 'changed';
  /** Each difference in words. */
  readonly details: readonly string[];
}

/** Something of a plan that has a name. `order` counts from 0 where the first that matches wins. */
interface NamedPart {
  readonly part: string;
  readonly name?: string;
  readonly value: unknown;
  readonly ordered?: true;
}

/**
 * Returns how a plan differs from another, in the order of a plan file: rules first, then teams, deadlines and the rest.
 * Comments, and whatever else changes no decision, make no difference.
 */
export function findPlanChanges(before: Plan, after: Plan): readonly PlanChange[] {
  return [...findRuleChanges(before, after), ...findPartChanges(partsOf(before), partsOf(after))];
}

function findRuleChanges(before: Plan, after: Plan): readonly PlanChange[] {
  const [old, now] = [rulesInOrder(before), rulesInOrder(after)];
  const oldNames = old.map(({ rule }) => rule);
  const newNames = now.map(({ rule }) => rule);
  const moved = namesMoved(oldNames, newNames);
  return [
    ...now.flatMap((rule, index): readonly PlanChange[] => {
      const was = old.find((one) => one.rule === rule.rule);
      if (!was)
        return [{ part: 'rule', name: rule.rule, kind: 'added', details: describeRule(rule, newNames[index - 1]) }];
      const details = describeRuleChanges(was, rule);
      const place = moved.includes(rule.rule) ? [placeText(rule, newNames[index - 1])] : [];
      if (place.length + details.length === 0) return [];
      const kind = place.length > 0 ? 'moved' : 'changed';
      return [{ part: 'rule', name: rule.rule, kind, details: [...place, ...details] }];
    }),
    ...old
      .filter(({ rule }) => !newNames.includes(rule))
      .map((rule): PlanChange => ({ part: 'rule', name: rule.rule, kind: 'removed', details: describeRule(rule) })),
  ];
}

function describeRule({ when, then }: RuleInLayer, previous?: string): readonly string[] {
  const place = previous === undefined ? [] : [`after ${previous}`];
  return [`when ${describeCondition(when)}`, describeAction(then), ...place];
}

/** The only reps to whom a rule may send a lead. */
const OWNERS: Readonly<Record<Ownership, string>> = {
  account: 'the owner of its account',
  deal: 'the owner of its deal',
  csm: 'the success manager of its account',
  that_lead: "the owner of its colleague's lead",
  territory: 'the owner of its territory',
};

function describeAction(then: RuleInLayer['then']): string {
  switch (then.kind) {
    case 'assign':
      return `to ${typeof then.to === 'string' ? then.to : OWNERS[then.to.ownerOf]}`;
    case 'close':
      return `closes as ${then.reason}`;
    case 'nurture':
      return `to nurture, track ${then.track}`;
  }
}

function placeText({ layer }: RuleInLayer, previous: string | undefined): string {
  return previous === undefined ? `now first, in layer ${layer}` : `now after ${previous}, in layer ${layer}`;
}

function describeRuleChanges(before: RuleInLayer, after: RuleInLayer): readonly string[] {
  const [old, now] = [conditionPartsOf(before.when), conditionPartsOf(after.when)];
  const to =
    describeAction(before.then) === describeAction(after.then)
      ? []
      : [`${describeAction(before.then)} → ${describeAction(after.then)}`];
  const settings =
    before.then.kind === after.then.kind ? describeValueChanges(settingsOf(before), settingsOf(after)) : [];
  return [
    ...old.filter((part) => !now.includes(part)).map((part) => `no longer asks: ${part}`),
    ...now.filter((part) => !old.includes(part)).map((part) => `asks now: ${part}`),
    ...describeListChanges(before.when, after.when),
    ...to,
    ...settings,
  ];
}

/** What a rule says beside what {@link describeAction} does. */
function settingsOf({ then }: RuleInLayer): object {
  if (then.kind === 'assign') {
    const { to: _, kind: __, ...settings } = then;
    return settings;
  }
  if (then.kind === 'close') return {};
  const { owner, afterSeconds } = then;
  return { owner, afterSeconds };
}

/** Returns everything of a plan but its rules and its text about itself. */
function partsOf(plan: Plan): readonly NamedPart[] {
  const {
    plan: _,
    change: __,
    layers: ___,
    teams,
    slas,
    ladders,
    queues,
    calendars,
    fields,
    scoring,
    ...others
  } = plan;
  const { cadences, recycling, ...rest } = others;
  const { fit, behaviour, ...thresholds } = scoring;
  const { reasons, ...recyclingRules } = recycling;
  const maps = { team: teams, queue: queues, ladder: ladders, calendar: calendars, field: fields, nurture: reasons };
  const points = { fit: fit.points, behaviour: behaviour.points };
  return [
    ...slas.map((value) => ({ part: 'sla', name: value.sla, value, ordered: true as const })),
    ...Object.entries(maps).flatMap(([part, map]) =>
      Object.entries(map).map(([name, value]) => ({ part, name, value })),
    ),
    ...Object.entries(points).flatMap(([part, list]) =>
      list.map(({ when, ...value }) => ({ part: `${part} points`, name: describeCondition(when), value })),
    ),
    ...cadences.map((value) => ({ part: 'cadence', name: value.cadence, value, ordered: true as const })),
    {
      part: 'scoring',
      value: { ...thresholds, fit: { max: fit.max }, behaviour: { ...behaviour, points: undefined } },
    },
    ...Object.entries({ ...rest, recycling: recyclingRules }).map(([part, value]) => ({
      part: part.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    })),
  ];
}

function findPartChanges(before: readonly NamedPart[], after: readonly NamedPart[]): readonly PlanChange[] {
  const keyOf = ({ part, name }: NamedPart) => `${part} ${name ?? ''}`;
  const old = new Map(before.map((one) => [keyOf(one), one]));
  const now = new Map(after.map((one) => [keyOf(one), one]));
  const ordered = (parts: Iterable<NamedPart>) => [...parts].filter((one) => one.ordered).map(keyOf);
  const moved = namesMoved(ordered(old.values()), ordered(now.values()));
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key): readonly PlanChange[] => {
    const [was, is] = [old.get(key), now.get(key)];
    const one = is ?? was;
    if (!one) return [];
    const { part, name } = one;
    const named = { part, ...(name !== undefined && { name }) };
    if (!was || !is) {
      const details = describeValueChanges(undefined, one.value).map((line) => line.replace('none → ', ''));
      return [{ ...named, kind: is ? 'added' : 'removed', details }];
    }
    const details = describeValueChanges(was.value, is.value);
    if (moved.includes(key)) return [{ ...named, kind: 'moved', details: ['its place in the list', ...details] }];
    return details.length === 0 ? [] : [{ ...named, kind: 'changed', details }];
  });
}
