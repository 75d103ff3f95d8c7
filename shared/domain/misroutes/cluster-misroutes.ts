import type { Features } from '../features.ts';
import type { LeadId, RuleId, TeamId } from '../ids.ts';
import { ownValue } from '../own-value.ts';
import { findPattern, type Pattern } from './find-pattern.ts';

/** What a rep flagged: the lead, and the rule by which it had come. */
export interface Flag {
  readonly lead: LeadId;
  readonly rule: RuleId;
  readonly team?: TeamId;
  readonly reason: string;
}

/** A lead as rules see it, and where it is now. */
export interface RuledLead {
  readonly lead: LeadId;
  readonly rule?: RuleId;
  readonly team?: TeamId;
  readonly features: Features;
}

/** The leads of one rule that were flagged for one reason. */
export interface Cluster {
  readonly rule: RuleId;
  readonly reason: string;
  /** Leads that were flagged, those without kept features included. */
  readonly flagged: number;
  /** Of them, those whose features are kept. */
  readonly known: number;
  /** Leads of the rule that nobody flagged. */
  readonly others: number;
  /** Absent when nothing sets the flagged leads apart. */
  readonly pattern?: Pattern;
  /** The other team that has at least half of the flagged leads that match the pattern by now. */
  readonly movedTo?: TeamId;
}

/** Clusters what was flagged by rule and reason, most leads first, and looks for a pattern in each cluster. */
export function clusterMisroutes(
  flags: readonly Flag[],
  leads: readonly RuledLead[],
  fields: readonly string[],
): readonly Cluster[] {
  const flaggedLeads = new Set(flags.map(({ lead, rule }) => `${rule} ${lead}`));
  return [...Map.groupBy(flags, ({ rule, reason }) => JSON.stringify([rule, reason])).values()]
    .flatMap((cluster): Cluster[] => {
      const [first] = cluster;
      if (!first) return [];
      const { rule, reason, team } = first;
      const ids = new Set(cluster.map(({ lead }) => lead));
      const known = leads.filter(({ lead }) => ids.has(lead));
      const others = leads.filter((one) => one.rule === rule && !flaggedLeads.has(`${rule} ${one.lead}`));
      const pattern = findPattern(known.map(featuresOf), others.map(featuresOf), fields);
      const movedTo = pattern && findNewTeam(known, pattern, team);
      return [{ rule, reason, flagged: ids.size, known: known.length, others: others.length, pattern, movedTo }];
    })
    .toSorted((a, b) => b.flagged - a.flagged);
}

function featuresOf({ features }: RuledLead): Features {
  return features;
}

function findNewTeam(leads: readonly RuledLead[], pattern: Pattern, from: TeamId | undefined): TeamId | undefined {
  const matching = leads.filter(({ features }) =>
    pattern.conditions.every(({ field, value }) => [ownValue(features, field)].flat().includes(value)),
  );
  const byTeam = Map.groupBy(matching, ({ team }) => team);
  return [...byTeam].find(
    ([team, there]) => team !== undefined && team !== from && 2 * there.length >= matching.length,
  )?.[0];
}
