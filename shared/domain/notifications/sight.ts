import { holdOf, type Lead } from '../lead/lead.ts';
import type { LeadOutcome } from '../lead/stage.ts';
import type { Notice } from './notice.ts';

/**
 * What the reader of a sent message may see of its lead now. `owner`: everything, and can answer. `onlooker`: everything.
 * `past`: what became of it, and nothing of the person.
 */
export type Sight = 'owner' | 'onlooker' | 'past';

/** After these ends nobody keeps anything of the person. */
const FORGETTING_OUTCOMES: readonly LeadOutcome[] = ['forgotten', 'do_not_contact'];

/** Returns what the recipient of a notice may see of the lead now. */
export function sightOf(lead: Lead, { to, occasion }: Pick<Notice, 'to' | 'occasion'>): Sight {
  const { stage } = lead;
  if (lead.forgottenAt !== undefined) return 'past';
  if (stage.state === 'closed' && FORGETTING_OUTCOMES.includes(stage.outcome)) return 'past';
  if (holdOf(lead)?.rep === to) return 'owner';
  if (stage.state === 'closed' && stage.owner === to) return 'onlooker';
  if (stage.state === 'nurturing' && stage.lastOwner?.rep === to) return 'onlooker';
  const wasOwner = occasion === 'assigned' || occasion === 'returned' || lead.previousHolders.includes(to);
  return wasOwner ? 'past' : 'onlooker';
}
