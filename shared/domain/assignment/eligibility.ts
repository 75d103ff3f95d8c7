import type { TeamId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { ownValue } from '../own-value.ts';
import type { Team } from '../plan/team.ts';
import type { AssignableLead, Candidate, PassedOverReason } from './candidate.ts';
import { CandidateState } from './candidate-state.ts';

/** The requirements of one lead: the attributes in force, and whether previous holders are excluded. */
interface Requirements {
  readonly need: readonly string[];
  readonly excludePreviousHolders: boolean;
}

/** Returns why a rep could never take a lead, at any hour and with any load; undefined when they could. */
export function permanentObstacleOf(
  standing: CandidateState,
  lead: AssignableLead,
  { team, need, excludePreviousHolders }: Requirements & { readonly team: TeamId },
): PassedOverReason | undefined {
  const { person } = standing;
  if (!person.active) return 'inactive';
  if (!Object.hasOwn(person.teams, team)) return 'not_in_team';
  // A rep with weight 0 can still get a lead as its owner, if the lead uses up no turn.
  const isUnchargedOwner = lead.charged === false && lead.only === person.id;
  if (standing.weight === 0 && !isUnchargedOwner) return 'zero_weight';
  if (lead.excluded.includes(person.id)) return 'excluded';
  if (lead.refusedBy?.includes(person.id)) return 'refused';
  if (excludePreviousHolders && lead.previousHolders.includes(person.id)) return 'previous_holder';
  const missing = need.find((list) => !includesAnyOf(ownValue(person.attributes, list), ownValue(lead.values, list)));
  return missing === undefined ? undefined : `need:${missing}`;
}

/** Returns the slots that must be free for a lead: at least one for an import list's lead, although it takes none. */
export function slotsNeededFor({ weight, list }: Pick<AssignableLead, 'weight' | 'list'>): number {
  return list === undefined ? weight : Math.max(1, weight);
}

/** Returns why a rep who fits cannot take a lead right now; undefined when they can. */
export function temporaryObstacleOf(standing: CandidateState, lead: AssignableLead): PassedOverReason | undefined {
  const isEarly = comesInTime(standing, lead);
  if (standing.shift !== 'open' && !isEarly) return standing.shift;
  if (lead.capped !== false && standing.isFull(slotsNeededFor(lead))) return 'open_cap';
  if (lead.capped !== false && standing.isAtDayCap) return 'day_cap';
  if (standing.isAtPace(lead.list)) return 'list_pace';
  if (!isEarly && standing.isBusyFor(lead)) return 'busy';
  return isAllowedRep(standing, lead) ? undefined : 'not_the_owner';
}

/** Whether a lead may go to a rep who is off shift, because they come to work soon enough. */
function comesInTime(standing: CandidateState, lead: AssignableLead): boolean {
  if (lead.comesBy === undefined || standing.shift !== 'off_shift') return false;
  const at = standing.availableAt(lead);
  return at !== undefined && at <= lead.comesBy;
}

/**
 * Checks whether one rep can get one lead now, with nothing relaxed and previous holders excluded. For questions about
 * a single rep; `assign` considers the whole team and relaxes when nobody fits.
 */
export function checkEligibility(
  candidate: Candidate,
  lead: AssignableLead,
  team: Team,
  now: Instant,
): { readonly eligible: true } | { readonly eligible: false; readonly because: PassedOverReason } {
  const standing = new CandidateState(candidate, team, now);
  const because =
    permanentObstacleOf(standing, lead, { team: team.id, need: lead.need, excludePreviousHolders: true }) ??
    temporaryObstacleOf(standing, lead);
  return because === undefined ? { eligible: true } : { eligible: false, because };
}

/** The requirements of a lead, which of them were dropped so that somebody fits, and who fits. */
export interface CandidateSearch extends Requirements {
  /** Entries of `need` that were dropped. */
  readonly relaxed: readonly string[];
  /** Everybody who could take the lead at some hour and load. */
  readonly fitting: readonly CandidateState[];
  /** Reps who would fit if the lead were not reserved for one rep. */
  readonly colleagues: readonly CandidateState[];
  /** Whether anybody of the team is at work now. */
  readonly isTeamAtWork: boolean;
  /** Everybody who does not fit, with the reason. */
  readonly unfit: ReadonlyMap<CandidateState, PassedOverReason>;
}

/**
 * Finds the reps who fit. Requirements are relaxed one by one first, also while everybody who fits is on leave for longer
 * than the lead may wait. Only when nobody is left, in this team or another,
 * are previous holders considered again, with every requirement back in force. If nobody fits even then, returns the
 * last and widest search, which is empty.
 */
export function findFittingCandidates(
  standings: readonly CandidateState[],
  lead: AssignableLead,
  team: TeamId,
): CandidateSearch {
  const [strictest, ...wider] = requirementVariants(lead);
  let found = partitionCandidates(standings, lead, team, strictest);
  let allAway: CandidateSearch | undefined;
  for (const demand of wider) {
    if (found.fitting.length > 0 && !areAllAwayTooLong(found, lead)) return found;
    if (found.fitting.length > 0) allAway ??= found;
    found = partitionCandidates(standings, lead, team, demand);
  }
  return found.fitting.length === 0 && allAway ? allAway : found;
}

/** Whether everybody who fits is away for longer than the lead may wait for them. */
export function areAllAwayTooLong(
  { fitting, isTeamAtWork }: Pick<CandidateSearch, 'fitting' | 'isTeamAtWork'>,
  lead: AssignableLead,
): boolean {
  const { maxAwaySeconds } = lead;
  return maxAwaySeconds !== undefined && fitting.every((one) => one.awaySeconds(lead, isTeamAtWork) > maxAwaySeconds);
}

type RelaxedRequirements = Requirements & Pick<CandidateSearch, 'relaxed'>;

function partitionCandidates(
  standings: readonly CandidateState[],
  lead: AssignableLead,
  team: TeamId,
  demand: RelaxedRequirements,
): CandidateSearch {
  const fitting: CandidateState[] = [];
  const colleagues: CandidateState[] = [];
  const misfits = new Map<CandidateState, PassedOverReason>();
  const asked = { ...demand, team };
  for (const standing of standings) {
    const reason = permanentObstacleOf(standing, lead, asked);
    if (reason !== undefined) misfits.set(standing, reason);
    else if (isAllowedRep(standing, lead)) fitting.push(standing);
    else colleagues.push(standing);
  }
  const isTeamAtWork = standings.some(({ shift }) => shift === 'open');
  return { ...demand, fitting, colleagues, isTeamAtWork, unfit: misfits };
}

/** Whether the lead is reserved for this rep or for nobody. */
function isAllowedRep(standing: CandidateState, { only }: AssignableLead): boolean {
  return only === undefined || only === standing.rep;
}

function requirementVariants({
  need,
  relax,
  previousHolders,
  hasOtherTeams,
  only,
}: AssignableLead): readonly [RelaxedRequirements, ...RelaxedRequirements[]] {
  const droppable = relax.filter((list, index) => need.includes(list) && relax.indexOf(list) === index);
  const relaxedVariants = (excludePreviousHolders: boolean): RelaxedRequirements[] =>
    droppable.map((_, index) => {
      const relaxed = droppable.slice(0, index + 1);
      return { need: need.filter((list) => !relaxed.includes(list)), excludePreviousHolders, relaxed };
    });
  const unrelaxed = (excludePreviousHolders: boolean): RelaxedRequirements => ({
    need,
    excludePreviousHolders,
    relaxed: [],
  });
  if (previousHolders.length === 0) return [unrelaxed(false), ...relaxedVariants(false)];
  const withoutHolders = [unrelaxed(true), ...relaxedVariants(true)] as const;
  const canReconsiderHolders = !hasOtherTeams && only === undefined;
  return canReconsiderHolders ? [...withoutHolders, unrelaxed(false), ...relaxedVariants(false)] : [...withoutHolders];
}

function includesAnyOf(list: readonly string[] | undefined, values: readonly string[] | undefined): boolean {
  if (values === undefined || values.length === 0) return true;
  return values.some((value) => list?.includes(value) ?? false);
}
