import type { TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Team } from '../plan/plan.ts';
import type { Assignable, Candidate, PassedOverReason } from './candidate.ts';
import { Standing } from './candidate-state.ts';

/** What is asked of a rep for one lead: the lists in force, and whether previous holders are out. */
interface Demand {
  readonly need: readonly string[];
  readonly barHolders: boolean;
}

/** Why a rep could never take a lead, whatever the hour and their load; undefined when they could. */
function misfit(
  standing: Standing,
  lead: Assignable,
  { team, need, barHolders }: Demand & { readonly team: TeamId },
): PassedOverReason | undefined {
  const { person } = standing;
  if (!person.active) return 'inactive';
  if (!Object.hasOwn(person.teams, team)) return 'not_in_team';
  // Who takes no turns can still be the owner of what takes none.
  const takesNoTurn = lead.charged === false && lead.only === person.id;
  if (standing.weight === 0 && !takesNoTurn) return 'zero_weight';
  if (lead.excluded.includes(person.id)) return 'excluded';
  if (barHolders && lead.holders.includes(person.id)) return 'previous_holder';
  const missing = need.find((list) => !covers(person.lists[list], lead.values[list]));
  return missing === undefined ? undefined : `need:${missing}`;
}

/** Slots that must be free for a lead: one for a list's too, though it takes none. */
export function roomFor({ weight, list }: Pick<Assignable, 'weight' | 'list'>): number {
  return list === undefined ? weight : Math.max(1, weight);
}

/** Why a rep who fits cannot take a lead just now; undefined when they can. */
export function hindrance(standing: Standing, lead: Assignable): PassedOverReason | undefined {
  if (standing.shift !== 'open') return standing.shift;
  if (lead.capped !== false && standing.isFull(roomFor(lead))) return 'open_cap';
  if (lead.capped !== false && standing.isDayFull) return 'day_cap';
  if (standing.isPaced(lead.list)) return 'list_pace';
  return isMeant(standing, lead) ? undefined : 'not_the_owner';
}

/**
 * Whether one rep may be given one lead now, as it stands: nothing relaxed, previous holders out. For a question about
 * one rep; `assign` asks the whole team and relaxes when nobody fits.
 */
export function eligible(
  candidate: Candidate,
  lead: Assignable,
  team: Team,
  now: Instant,
): { readonly eligible: true } | { readonly eligible: false; readonly because: PassedOverReason } {
  const standing = new Standing(candidate, team, now);
  const because =
    misfit(standing, lead, { team: team.id, need: lead.need, barHolders: true }) ?? hindrance(standing, lead);
  return because === undefined ? { eligible: true } : { eligible: false, because };
}

/** What is asked of reps for a lead, what had to be given up so that somebody fits, and who does. */
export interface Search extends Demand {
  /** Lists of `need` that were dropped. */
  readonly relaxed: readonly string[];
  /** Everybody who fits: could take the lead at some hour with some load. */
  readonly fitting: readonly Standing[];
  /** Who would fit if the lead were not for one rep only. */
  readonly colleagues: readonly Standing[];
  /** Everybody who does not, with the reason. */
  readonly misfits: ReadonlyMap<Standing, PassedOverReason>;
}

/**
 * Finds who fits. Lists are relaxed one by one first; only when nobody at all is left, here or elsewhere, are previous holders
 * asked again, with every list back in force. When even that finds nobody, the last and widest search is returned with nobody in it.
 */
export function search(standings: readonly Standing[], lead: Assignable, team: TeamId): Search {
  const [asAsked, ...wider] = demands(lead);
  let found = look(standings, lead, team, asAsked);
  for (const demand of wider) {
    if (found.fitting.length > 0) break;
    found = look(standings, lead, team, demand);
  }
  return found;
}

type Relaxed = Demand & Pick<Search, 'relaxed'>;

function look(standings: readonly Standing[], lead: Assignable, team: TeamId, demand: Relaxed): Search {
  const fitting: Standing[] = [];
  const colleagues: Standing[] = [];
  const misfits = new Map<Standing, PassedOverReason>();
  const asked = { ...demand, team };
  for (const standing of standings) {
    const reason = misfit(standing, lead, asked);
    if (reason !== undefined) misfits.set(standing, reason);
    else if (isMeant(standing, lead)) fitting.push(standing);
    else colleagues.push(standing);
  }
  return { ...demand, fitting, colleagues, misfits };
}

/** Whether a rep is the one whom the lead is for, if it is for one only. */
function isMeant(standing: Standing, { only }: Assignable): boolean {
  return only === undefined || only === standing.rep;
}

function demands({ need, relax, holders, othersElsewhere, only }: Assignable): readonly [Relaxed, ...Relaxed[]] {
  const droppable = relax.filter((list, index) => need.includes(list) && relax.indexOf(list) === index);
  const dropping = (barHolders: boolean): Relaxed[] =>
    droppable.map((_, index) => {
      const relaxed = droppable.slice(0, index + 1);
      return { need: need.filter((list) => !relaxed.includes(list)), barHolders, relaxed };
    });
  const asAsked = (barHolders: boolean): Relaxed => ({ need, barHolders, relaxed: [] });
  if (holders.length === 0) return [asAsked(false), ...dropping(false)];
  const withoutHolders = [asAsked(true), ...dropping(true)] as const;
  const asksAgain = !othersElsewhere && only === undefined;
  return asksAgain ? [...withoutHolders, asAsked(false), ...dropping(false)] : [...withoutHolders];
}

function covers(list: readonly string[] | undefined, values: readonly string[] | undefined): boolean {
  if (values === undefined || values.length === 0) return true;
  return values.some((value) => list?.includes(value) ?? false);
}
