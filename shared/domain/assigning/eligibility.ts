import type { TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Team } from '../plan/plan.ts';
import type { Assignable, Candidate, PassedOverReason } from './candidate.ts';
import { Standing } from './standing.ts';

/** What is asked of a rep for one lead: the lists in force, and whether previous holders are out. */
export interface Demand {
  readonly need: readonly string[];
  readonly barHolders: boolean;
}

/** Why a rep could never take a lead, whatever the hour and their load; undefined when they could. */
export function misfit(
  standing: Standing,
  lead: Assignable,
  { team, need, barHolders }: Demand & { readonly team: TeamId },
): PassedOverReason | undefined {
  const { person } = standing;
  if (!person.active) return 'inactive';
  if (!Object.hasOwn(person.teams, team)) return 'not_in_team';
  if (standing.weight === 0) return 'zero_weight';
  if (lead.excluded.includes(person.id)) return 'excluded';
  if (barHolders && lead.holders.includes(person.id)) return 'previous_holder';
  const missing = need.find((list) => !covers(person.lists[list], lead.values[list]));
  return missing === undefined ? undefined : `need:${missing}`;
}

/** Why a rep who fits cannot take a lead just now; undefined when they can. */
export function hindrance(standing: Standing, lead: Assignable): PassedOverReason | undefined {
  if (standing.shift !== 'open') return standing.shift;
  if (standing.isFull(lead.weight)) return 'open_cap';
  return standing.isDayFull ? 'day_cap' : undefined;
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

/** What is asked of reps for a lead, and what had to be given up so that somebody fits. */
export interface Search extends Demand {
  /** Lists of `need` that were dropped. */
  readonly relaxed: readonly string[];
  /** Everybody who fits: could take the lead at some hour with some load. */
  readonly fitting: readonly Standing[];
}

/**
 * Finds who fits. Lists are relaxed one by one first; only when nobody at all is left are previous holders asked again,
 * with every list back in force. When even that finds nobody, the last and widest search is returned with nobody in it.
 */
export function search(standings: readonly Standing[], lead: Assignable, team: TeamId): Search {
  let last: Search = { need: lead.need, barHolders: true, relaxed: [], fitting: [] };
  for (const demand of demands(lead)) {
    const fitting = standings.filter((standing) => misfit(standing, lead, { ...demand, team }) === undefined);
    last = { ...demand, fitting };
    if (fitting.length > 0) break;
  }
  return last;
}

function* demands(lead: Assignable): Generator<Omit<Search, 'fitting'>> {
  const droppable = lead.relax.filter((list, index) => lead.need.includes(list) && lead.relax.indexOf(list) === index);
  for (const barHolders of lead.holders.length > 0 ? [true, false] : [false]) {
    for (let dropped = 0; dropped <= droppable.length; dropped += 1) {
      const relaxed = droppable.slice(0, dropped);
      yield { need: lead.need.filter((list) => !relaxed.includes(list)), barHolders, relaxed };
    }
  }
}

function covers(list: readonly string[] | undefined, values: readonly string[] | undefined): boolean {
  if (values === undefined || values.length === 0) return true;
  return values.some((value) => list?.includes(value) ?? false);
}
