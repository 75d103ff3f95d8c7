import { passedOverReasonsOf } from '../../domain/assignment/decision-record.ts';
import { restoreBatch } from '../../domain/assignment/restore-batch.ts';
import { findRuleWays, type RuleWay } from '../../domain/explain/other-rule.ts';
import { findWays, type Way } from '../../domain/explain/why-not.ts';
import type { RepId, TeamId } from '../../domain/ids.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Deps } from '../deps.ts';
import { pinnedPlanOf, planVersionOf, routedFeaturesOf } from './passed-over-rules.ts';

/** Why a rep was not chosen for a lead, and the smallest changes after which they would have been. */
export interface WhyNot {
  readonly rep: RepId;
  /**
   * `chosen`: they were. `not_assigned`: the system has chosen nobody yet. `not_a_candidate`: another team was asked.
   * `not_kept`: decided before inputs were kept. `not_in_turn`: somebody else was due. Otherwise why they were passed over.
   */
  readonly because: string;
  /** Changes of the rep, or of the lead's history, in the team that was asked. */
  readonly ways: readonly Way[];
  /** Changes of the lead's features after which a rule would have sent it to one of the rep's teams. */
  readonly ruleWays: readonly RuleWay[];
}

type WhyNotDeps = Pick<Deps, 'leads' | 'plans'>;

/**
 * Explains by the last decision of the system about a lead why it did not choose a rep. `teams`: those of the rep that
 * the caller sees; no other is named. Writes nothing.
 */
export async function explainWhyNot(
  lead: Lead,
  { rep, teams }: { readonly rep: RepId; readonly teams: readonly TeamId[] },
  deps: WhyNotDeps,
): Promise<WhyNot> {
  const answer = await explainAssignment(lead, rep, deps);
  const isElsewhere = answer.because === 'not_a_candidate' || answer.because === 'not_assigned';
  return { rep, ...answer, ruleWays: isElsewhere ? await ruleWaysOf(lead, teams, deps) : [] };
}

async function explainAssignment(lead: Lead, rep: RepId, deps: WhyNotDeps): Promise<Pick<WhyNot, 'because' | 'ways'>> {
  const timeline = await deps.leads.timeline(lead.id);
  const assigned = timeline.findLast((event) => event.type === 'LeadAssigned' && event.data.decision !== undefined);
  const id = assigned?.type === 'LeadAssigned' ? assigned.data.decision : undefined;
  const stored = id === undefined ? undefined : await deps.leads.decision(id);
  const entry = stored?.record.leads.find((one) => one.lead === lead.id);
  if (!stored || !entry) return { because: 'not_assigned', ways: [] };
  if (entry.chosen === rep) return { because: 'chosen', ways: [] };
  const { record } = stored;
  if (!record.candidates.some((one) => one.rep === rep)) return { because: 'not_a_candidate', ways: [] };
  const plan = await planVersionOf(stored.plan, deps);
  const input = plan && restoreBatch(record, plan);
  const because = passedOverReasonsOf(entry).get(rep) ?? 'not_in_turn';
  return { because: input ? because : 'not_kept', ways: input ? findWays(input, { lead: lead.id, rep }) : [] };
}

async function ruleWaysOf(lead: Lead, teams: readonly TeamId[], deps: WhyNotDeps): Promise<readonly RuleWay[]> {
  if (lead.forgottenAt !== undefined) return [];
  const [plan, features] = await Promise.all([pinnedPlanOf(lead, deps), routedFeaturesOf(lead, deps)]);
  return plan && features ? findRuleWays({ features, plan, teams }) : [];
}
