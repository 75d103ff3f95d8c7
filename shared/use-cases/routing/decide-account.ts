import type { AccountMatch } from '../../domain/enrichment/enrichment-result.ts';
import { returnedStage } from '../../domain/follow-up/queue-stages.ts';
import { waitsByHandoff } from '../../domain/handoff/handoff.ts';
import type { AccountId, LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { cyclesOf, type Lead } from '../../domain/lead/lead.ts';
import { type LeadPatch, step } from '../../domain/lead/transition.ts';
import { scoreOf, withScore } from '../../domain/routing/scoring.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { type StepResult, saveStep } from '../save-transition.ts';
import { type FindOutDeps, findOut } from './enrich.ts';

export interface DecideAccount {
  readonly leadId: LeadId;
  /** Null: it belongs to no account that Baton knows. */
  readonly account: AccountId | null;
  readonly by: RepId;
  readonly now: Instant;
}

export type AccountRefusal = 'closed' | 'unknown_account' | 'already_so';

/**
 * Records a person's decision about which account a lead belongs to; the system never changes it. A lead without an
 * owner is routed again, unless it was handed off. One with an owner stays with them.
 */
export async function decideAccount(
  input: DecideAccount,
  deps: Pick<Deps, 'leads' | 'plans' | 'newId'> & FindOutDeps,
): Promise<StepResult<AccountRefusal>> {
  const { leadId, account, by, now } = input;
  const known = account === null || (await deps.accounts.get(account)) !== undefined;
  return saveStep<AccountRefusal>(
    leadId,
    async (lead) => {
      if (lead.stage.state === 'closed') return { refused: 'closed' };
      if (!known) return { refused: 'unknown_account' };
      const match: AccountMatch = { ...(account !== null && { account }), by: 'person', certain: true };
      if (lead.account?.by === 'person' && lead.account.account === match.account) return { refused: 'already_so' };
      const because = lead.account?.account === match.account ? 'confirmed' : 'corrected';
      const patch = await patchOf({ ...lead, account: match }, now, deps);
      const waits = lead.stage.state === 'waiting';
      const plan = waits && !waitsByHandoff(lead) ? (await deps.plans.active())?.plan : undefined;
      const stays = waits && !plan ? { stays: true as const } : {};
      return {
        change: step(lead, {
          type: 'AccountDecided',
          data: { because, ...(account !== null && { account }), ...stays },
          at: now,
          actor: { kind: 'person', id: by },
          eventId: deps.newId(),
          stage: plan ? returnedStage(plan, now) : lead.stage,
          patch,
        }),
      };
    },
    deps,
  );
}

/**
 * Returns the changes to the lead. Before its routing, the enrichment result is saved before the transition, so that
 * routing cannot miss it.
 */
async function patchOf(
  lead: Lead,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans'> & FindOutDeps,
): Promise<LeadPatch> {
  const { account } = lead;
  const received = lead.stage.state === 'received';
  const plan = received ? (await deps.plans.active())?.plan : await planOf(lead, deps);
  const person = (await deps.leads.person(lead.id)) ?? { answers: {} };
  const found = await findOut({ lead, person, plan, now }, deps);
  if (received) {
    await deps.leads.saveFound(lead.id, found);
    return { account };
  }
  const score = plan && scoreOf({ ...lead, features: found.features }, plan, now);
  return {
    account,
    features: score ? withScore(found.features, score, cyclesOf(lead)) : found.features,
    score: score ?? lead.score,
  };
}
