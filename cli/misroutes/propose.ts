import type { Instant } from '../../shared/domain/instant.ts';
import { type Cluster, clusterMisroutes, type Flag } from '../../shared/domain/misroutes/cluster-misroutes.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import { routingFieldsOf } from '../../shared/domain/plan/routing-fields.ts';
import type { Result } from '../../shared/domain/result.ts';
import { diffPlans, type PlanDiff } from '../plan/diff.ts';
import type { StoredLead } from '../plan/stored-leads.ts';
import { editPlan } from './edit-plan.ts';

/** A cluster, and the edit that is proposed for it with what it does to the leads. */
export interface Proposal extends Cluster {
  /** Absent without a pattern, or when no single edit of the plan says it. */
  readonly edit?: { readonly says: string; readonly diff: PlanDiff };
}

interface Proposals {
  readonly proposals: readonly Proposal[];
  /** The plan's text with every proposed edit. */
  readonly text: string;
}

/** What a proposal is made from. `read` compiles a plan's text with the tables beside it. */
interface ProposeOptions {
  readonly flags: readonly Flag[];
  readonly leads: readonly StoredLead[];
  readonly text: string;
  readonly plan: Plan;
  readonly read: (text: string) => Result<Plan, unknown>;
  readonly now: Instant;
}

/** Facts that each lead has, besides those that senders fill in. */
const FIELDS_OF_EVERY_LEAD = ['touch', 'source', 'band'];

/** Looks for what flagged leads have in common, and proposes an edit of the plan for each cluster. Applies nothing. */
export function proposeEdits({ flags, leads, text, plan, read, now }: ProposeOptions): Proposals {
  const ruled = leads.map(({ lead, rule, team, featuresFor }) => ({ lead, rule, team, features: featuresFor(plan) }));
  let edited = text;
  const proposals = clusterMisroutes(flags, ruled, fieldsOf(plan)).map((cluster): Proposal => {
    const edit = editPlan(text, cluster);
    const after = edit && read(edit.text);
    if (!edit || !after?.ok) return cluster;
    const together = editPlan(edited, cluster);
    if (together && read(together.text).ok) edited = together.text;
    return { ...cluster, edit: { says: edit.says, diff: diffPlans({ before: plan, after: after.value, leads, now }) } };
  });
  return { proposals, text: edited };
}

/** Returns what the plan routes by. Free texts are left out: they repeat by accident, and may be about a person. */
function fieldsOf(plan: Plan): readonly string[] {
  return [...FIELDS_OF_EVERY_LEAD, ...routingFieldsOf(plan)].filter(
    (field) => ownValue(plan.fields, field)?.type !== 'text',
  );
}
