import { repRoutes } from '../../shared/api/reps.ts';
import { type MemberView, teamRoutes } from '../../shared/api/teams.ts';
import type { ApiClient } from '../api-client.ts';
import { type Choice, chooseLeads } from './choose-leads.ts';
import type { MovePlan } from './move-plan.ts';
import { giveToRep, shareInTeam } from './share-leads.ts';

/** Which leads move, and to whom: a rep, or a team whose reps share them. */
export interface MoveRequest extends Choice {
  readonly to?: string;
  readonly toTeam?: string;
  readonly reason: string;
  readonly environment: string;
  /** An ISO timestamp. */
  readonly now: string;
}

/** A plan of moves, and how full its receivers are before it. */
export interface PlannedMoves {
  readonly plan: MovePlan;
  readonly receivers: readonly Pick<MemberView, 'id' | 'open' | 'openCap'>[];
}

/** Plans moves; changes nothing. @throws a sentence when the receiver cannot get leads */
export async function planMoves(request: MoveRequest, api: ApiClient): Promise<PlannedMoves> {
  const [leads, receivers] = await Promise.all([chooseLeads(request, api), readReceivers(request, api)]);
  const { to } = request;
  const shares = to === undefined ? shareInTeam(leads, receivers) : giveToRep(leads, to);
  const { environment, reason, now: madeAt } = request;
  const plan = {
    format: 'baton-moves-1',
    environment,
    madeAt,
    chosenBy: describe(request),
    reason,
    ...shares,
  } as const;
  return { plan, receivers };
}

async function readReceivers({ to, toTeam }: MoveRequest, api: ApiClient): Promise<readonly MemberView[]> {
  if (to === undefined) {
    const path = `/v1/teams/${encodeURIComponent(toTeam ?? '')}/reps`;
    return (await api.call('GET', path, { reply: teamRoutes.listMembers.replies[200] })).reps;
  }
  const rep = await api.call('GET', `/v1/reps/${encodeURIComponent(to)}`, { reply: repRoutes.getRep.replies[200] });
  if (!rep.active) throw new Error(`${to} has left: name somebody else.`);
  return [{ id: rep.id, name: rep.name, active: true, weight: 1, open: rep.load.open, openCap: rep.cap?.open }];
}

/** Says which leads a request means, as a reviewer would put it. */
function describe({ from, team, rule, where, to, toTeam }: MoveRequest): string {
  const parts = [
    from !== undefined && `from ${from}`,
    team !== undefined && `team ${team}`,
    rule !== undefined && `rule ${rule}`,
    ...where.map(({ field, values }) => `${field}=${values.join(',')}`),
    to === undefined ? `to team ${toTeam}` : `to ${to}`,
  ];
  return parts.filter((part) => part !== false).join(' ');
}
