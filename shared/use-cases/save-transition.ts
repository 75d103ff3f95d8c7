import type { LeadId } from '../domain/ids.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Commit, CommitOutcome, LeadChange } from '../ports/lead-store.ts';
import { decideAgain, LOST_RACE } from './decide-again.ts';
import type { Deps } from './deps.ts';

/** Attempts at deciding again when something else changed the lead meanwhile. */
const MAX_ATTEMPTS = 6;

/** A decision about one lead: a change to save, or the reason for not making one. */
export type Decision<Refusal> =
  | { readonly change: LeadChange; readonly also?: Omit<Commit, 'transitions'> }
  | { readonly refused: Refusal };

export type TransitionResult<Refusal> =
  | { readonly outcome: 'done'; readonly lead: Lead }
  | { readonly outcome: 'refused'; readonly because: Refusal | 'no_such_lead' }
  | { readonly outcome: 'not_saved'; readonly why: Exclude<CommitOutcome, { outcome: 'done' | 'stale' }> };

/**
 * Decides about a lead and saves. Pass the lead itself if it has just been loaded; an id is loaded first. If the lead
 * changed meanwhile, loads it and decides again from its new state.
 * @throws when it keeps changing; the caller is retried later.
 */
export async function saveTransition<Refusal>(
  from: LeadId | Lead,
  decide: (lead: Lead) => Decision<Refusal> | Promise<Decision<Refusal>>,
  deps: Pick<Deps, 'leads'>,
): Promise<TransitionResult<Refusal>> {
  const leadId = typeof from === 'string' ? from : from.id;
  return decideAgain({ maxAttempts: MAX_ATTEMPTS, failure: `lead ${leadId} kept changing` }, async (attempt) => {
    const lead = attempt === 1 && typeof from !== 'string' ? from : await deps.leads.load(leadId);
    if (!lead) return { outcome: 'refused', because: 'no_such_lead' };
    const decision = await decide(lead);
    if ('refused' in decision) return { outcome: 'refused', because: decision.refused };
    const saved = await deps.leads.commit({ transitions: [decision.change], ...decision.also });
    if (saved.outcome === 'done') return { outcome: 'done', lead: decision.change.after };
    return saved.outcome === 'stale' ? LOST_RACE : { outcome: 'not_saved', why: saved };
  });
}
