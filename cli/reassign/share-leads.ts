import type { MemberView } from '../../shared/api/teams.ts';
import type { ListedLead } from './listed-lead.ts';
import type { Move, MovePlan } from './move-plan.ts';

type Shares = Pick<MovePlan, 'moves' | 'stays'>;

/** Gives all leads to one rep. Leads that they have already stay. */
export function giveToRep(leads: readonly ListedLead[], rep: string): Shares {
  return split(leads, (lead) => (lead.owner === rep ? undefined : rep), 'already_theirs');
}

/**
 * Shares leads among the reps of a team, in the order given: each goes to whom it brings least over their share, which is
 * open slots by weight, within caps. Nobody who has left, is away, or takes no turns gets one; a former owner only if no
 * one else can. Takes no turns: people move these leads, so the ledger of the team does not change. Ties: the smaller id.
 */
export function shareInTeam(leads: readonly ListedLead[], members: readonly MemberView[]): Shares {
  const open = new Map(members.map((member) => [member.id, member.open]));
  const able = members.filter(({ active, weight, awayUntil }) => active && weight > 0 && awayUntil === undefined);
  const choose = (lead: ListedLead): string | undefined => {
    const free = able.filter(
      ({ id, openCap }) => id !== lead.owner && (openCap === undefined || (open.get(id) ?? 0) + 1 <= openCap),
    );
    const fresh = free.filter(({ id }) => !lead.previousHolders.includes(id));
    const [best] = (fresh.length > 0 ? fresh : free).toSorted(
      (a, b) => filledBy(a) - filledBy(b) || (a.id < b.id ? -1 : 1),
    );
    if (best) open.set(best.id, (open.get(best.id) ?? 0) + 1);
    return best?.id;
  };
  const filledBy = ({ id, weight }: MemberView) => ((open.get(id) ?? 0) + 1) / weight;
  return split(leads, choose, 'nobody_free');
}

function split(
  leads: readonly ListedLead[],
  choose: (lead: ListedLead) => string | undefined,
  because: MovePlan['stays'][number]['because'],
): Shares {
  const moves: Move[] = [];
  const stays: MovePlan['stays'] = [];
  for (const lead of leads) {
    const to = choose(lead);
    const owner = lead.owner;
    if (to === undefined) stays.push({ lead: lead.id, ...(owner !== undefined && { owner }), because });
    else moves.push({ ...seen(lead), ...(owner !== undefined && { from: owner }), to });
  }
  return { moves, stays };
}

function seen({ id, epoch, state }: ListedLead): Omit<Move, 'to'> {
  if (state === 'closed' || state === 'received') throw new Error(`${id} is ${state}: it was to be left out`);
  return { lead: id, epoch, state };
}
