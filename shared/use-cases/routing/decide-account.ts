import type { AccountMatch } from '../../domain/enrichment/enrichment-result.ts';
import { buildReceivedStage } from '../../domain/follow-up/queue-stages.ts';
import { isWaitingForHandoff } from '../../domain/handoff/handoff.ts';
import type { AccountId, LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { cycleCountOf, type Lead } from '../../domain/lead/lead.ts';
import { type LeadPatch, transition } from '../../domain/lead/transition.ts';
import { addScoreFeatures, scoreOf } from '../../domain/routing/scoring.ts';
import { planOf } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { saveTransition, type TransitionResult } from '../save-transition.ts';
import { gatherEnrichment } from './enrich.ts';
import { keepRoutedFeatures } from './keep-routed-features.ts';
import { gatherForRouting, type PilotEnrichDeps } from './route-in-pilot.ts';

export interface DecideAccountInput {
  readonly leadId: LeadId;
  /** Null: it belongs to no account that Baton knows. */
  readonly account: AccountId | null;
  readonly by: RepId;
  readonly now: Instant;
}

export type AccountRefusal = 'closed' | 'unknown_account' | 'already_recorded';

/**
 * Records a person's decision about which account a lead belongs to; the system never changes it. A lead without an
 * owner is routed again, unless it was handed off. One with an owner stays with them.
 */
export async function decideAccount(
  input: DecideAccountInput,
  deps: Pick<Deps, 'leads' | 'plans' | 'newId'> & PilotEnrichDeps,
): Promise<TransitionResult<AccountRefusal>> {
  const { leadId, account, by, now } = input;
  const known = account === null || (await deps.accounts.get(account)) !== undefined;
  return saveTransition<AccountRefusal>(
    leadId,
    async (lead) => {
      if (lead.stage.state === 'closed') return { refused: 'closed' };
      if (!known) return { refused: 'unknown_account' };
      const match: AccountMatch = { ...(account !== null && { account }), matchedBy: 'person', isCertain: true };
      if (lead.account?.matchedBy === 'person' && lead.account.account === match.account)
        return { refused: 'already_recorded' };
      const because = lead.account?.account === match.account ? 'confirmed' : 'corrected';
      const patch = await patchOf({ ...lead, account: match }, now, deps);
      const waits = lead.stage.state === 'waiting';
      const plan = waits && !isWaitingForHandoff(lead) ? (await deps.plans.active())?.plan : undefined;
      const stays = waits && !plan ? { stays: true as const } : {};
      const change = transition(lead, {
        type: 'AccountDecided',
        data: { because, ...(account !== null && { account }), ...stays },
        at: now,
        actor: { kind: 'person', id: by },
        eventId: deps.newId(),
        stage: plan ? buildReceivedStage(plan, now) : lead.stage,
        patch,
      });
      return { change: await keepRoutedFeatures(change, deps) };
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
  deps: Pick<Deps, 'leads' | 'plans'> & PilotEnrichDeps,
): Promise<LeadPatch> {
  const { account } = lead;
  const person = (await deps.leads.person(lead.id)) ?? { answers: {} };
  if (lead.stage.state === 'received') {
    const active = await deps.plans.active();
    await deps.leads.saveEnrichment(lead.id, await gatherForRouting({ lead, person, active, now }, deps));
    return { account };
  }
  const plan = await planOf(lead, deps);
  const found = await gatherEnrichment({ lead, person, plan, now }, deps);
  const score = plan && scoreOf({ ...lead, features: found.features }, plan, now);
  return {
    account,
    features: score ? addScoreFeatures(found.features, score, cycleCountOf(lead)) : found.features,
    score: score ?? lead.score,
  };
}
