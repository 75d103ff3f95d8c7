import type { TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Team } from '../plan/plan.ts';
import type { Assignable, Candidate, PassedOverReason } from './candidate.ts';
import { Standing } from './candidate-state.ts';

/** The requirements of one lead: the attributes in force, and whether previous holders are excluded. */
interface Demand {
  readonly need: readonly string[];
  readonly barHolders: boolean;
}

/** Returns why a rep could never take a lead, at any hour and with any load; undefined when they could. */
function misfit(
  standing: Standing,
  lead: Assignable,
  { team, need, barHolders }: Demand & { readonly team: TeamId },
): PassedOverReason | undefined {
  const { person } = standing;
  if (!person.active) return 'inactive';
  if (!Object.hasOwn(person.teams, team)) return 'not_in_team';
  // A rep with weight 0 can still get a lead as its owner, if the lead uses up no turn.
  const takesNoTurn = lead.charged === false && lead.only === person.id;
  if (standing.weight === 0 && !takesNoTurn) return 'zero_weight';
  if (lead.excluded.includes(person.id)) return 'excluded';
  if (barHolders && lead.holders.includes(person.id)) return 'previous_holder';
  const missing = need.find((list) => !covers(person.lists[list], lead.values[list]));
  return missing === undefined ? undefined : `need:${missing}`;
}

/** Returns the slots that must be free for a lead: at least one for an import list's lead, although it takes none. */
export function roomFor({ weight, list }: Pick<Assignable, 'weight' | 'list'>): number {
  return list === undefined ? weight : Math.max(1, weight);
}

/** Returns why a rep who fits cannot take a lead right now; undefined when they can. */
export function hindrance(standing: Standing, lead: Assignable): PassedOverReason | undefined {
  if (standing.shift !== 'open') return standing.shift;
  if (lead.capped !== false && standing.isFull(roomFor(lead))) return 'open_cap';
  if (lead.capped !== false && standing.isDayFull) return 'day_cap';
  if (standing.isPaced(lead.list)) return 'list_pace';
  return isMeant(standing, lead) ? undefined : 'not_the_owner';
}

/**
 * Checks whether one rep can get one lead now, with nothing relaxed and previous holders excluded. For questions about
 * a single rep; `assign` considers the whole team and relaxes when nobody fits.
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

/** The requirements of a lead, which of them were dropped so that somebody fits, and who fits. */
export interface Search extends Demand {
  /** Entries of `need` that were dropped. */
  readonly relaxed: readonly string[];
  /** Everybody who could take the lead at some hour and load. */
  readonly fitting: readonly Standing[];
  /** Reps who would fit if the lead were not reserved for one rep. */
  readonly colleagues: readonly Standing[];
  /** Everybody who does not fit, with the reason. */
  readonly misfits: ReadonlyMap<Standing, PassedOverReason>;
}

/**
 * Finds the reps who fit. Requirements are relaxed one by one first. Only when nobody is left, in this team or another,
 * are previous holders considered again, with every requirement back in force. If nobody fits even then, returns the
 * last and widest search, which is empty.
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

/** Whether the lead is reserved for this rep or for nobody. */
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
