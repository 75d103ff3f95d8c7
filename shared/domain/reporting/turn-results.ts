import { isNoLead } from '../answers/answer.ts';
import type { RepId, TeamId } from '../ids.ts';
import type { LeadEvent } from '../lead/events.ts';
import { utcDayOf } from './counted.ts';
import { type Counters, sumCounters } from './counters.ts';
import type { Posting } from './posting.ts';

/**
 * What is counted of a lead that took a turn: `leads`, `due` (its clock ended), `in_time`, `qualified`, `won`. Under the day
 * on which it was assigned, so that each day is a cohort.
 */
export type TurnCount = 'leads' | 'due' | 'in_time' | 'qualified' | 'won';

/** A lead in the hands of a rep whose turn it took. */
interface TakenTurn {
  readonly rep: RepId;
  readonly team: TeamId;
  readonly band: string;
  /** The UTC day of the assignment. */
  readonly day: string;
  /** What it has been counted as so far. */
  readonly counted: readonly TurnCount[];
}

/** What later events of a lead are counted by, as results of reps. */
export interface FoldedTurns {
  readonly current?: TakenTurn;
  /** Handed off and not yet accepted, or given back, by the next team. */
  readonly handedOff?: TakenTurn;
  readonly misrouted: readonly TakenTurn[];
}

/** No rep has had the lead. */
export const NO_TURNS: FoldedTurns = { misrouted: [] };

interface TurnStep {
  readonly turns: FoldedTurns;
  readonly postings: readonly Posting[];
}

/** Counts one event as a result of the rep in whose turn the lead was assigned; docs/fairness.md says what counts. */
export function countTurnResult(turns: FoldedTurns, event: LeadEvent): TurnStep {
  const { current, handedOff, misrouted } = turns;
  const nothing = { turns, postings: [] };
  if (event.type === 'LeadAssigned') return countNewTurn(turns, event);
  if (event.type === 'HandoffReturned' && handedOff) {
    const isQualified = handedOff.counted.includes('qualified');
    const back = { ...handedOff, counted: handedOff.counted.filter((name) => name !== 'qualified') };
    return { turns: { current: back, misrouted }, postings: isQualified ? post(back, ['qualified'], -1) : [] };
  }
  if (event.type === 'CreditReviewed') {
    const { rep, team, credit } = event.data;
    const refused = credit === 'refused' && misrouted.findLast((one) => one.rep === rep && one.team === team);
    return refused ? { turns, postings: post(refused, refused.counted) } : nothing;
  }
  if (!current) return nothing;
  switch (event.type) {
    case 'SlaBreached':
      return current.counted.includes('due') ? nothing : addCounts(turns, current, ['due']);
    case 'FirstResponseMade':
      return addCounts(turns, current, IN_TIME);
    case 'LeadQualified':
      return addCounts(turns, current, [...IN_TIME, 'qualified']);
    case 'LeadHandedOff': {
      const { turns: after, postings } = addCounts(turns, current, [...IN_TIME, 'qualified']);
      return { turns: { handedOff: after.current, misrouted }, postings };
    }
    case 'LeadDeclined':
      return { turns: { misrouted }, postings: [] };
    case 'LeadMisrouted':
      return { turns: { misrouted: [...misrouted, current] }, postings: post(current, current.counted, -1) };
    case 'LeadReleased':
    case 'ContactForbidden':
      return takeBack(turns, current);
    case 'LeadForgotten':
      return event.data.ended ? takeBack(turns, current) : nothing;
    case 'LeadClosed': {
      const { outcome, reason, rep } = event.data;
      if (rep !== undefined && rep !== current.rep) return nothing;
      if (outcome === 'merged' || isNoLead(reason)) return takeBack(turns, current);
      if (outcome === 'converted') return addCounts(turns, current, [...IN_TIME, 'qualified', 'won']);
      return event.actor.kind === 'person' ? addCounts(turns, current, IN_TIME) : nothing;
    }
    default:
      return nothing;
  }
}

/** The clock ends with the first of these; after a breach none of them is in time any more. */
const IN_TIME: readonly TurnCount[] = ['due', 'in_time'];

function countNewTurn(
  { current, misrouted }: FoldedTurns,
  event: Extract<LeadEvent, { readonly type: 'LeadAssigned' }>,
): TurnStep {
  const { rep, team, turnBand: band, placedBy, because } = event.data;
  const isTakenAway = placedBy === 'person' || because === 'left';
  const before = current && isTakenAway ? post(current, current.counted, -1) : [];
  if (band === undefined) return { turns: { misrouted }, postings: before };
  const turn: TakenTurn = { rep, team, band, day: utcDayOf(event), counted: ['leads'] };
  return { turns: { current: turn, misrouted }, postings: [...before, ...post(turn, turn.counted)] };
}

/** Counts what has not been counted of a turn yet. */
function addCounts({ misrouted }: FoldedTurns, current: TakenTurn, names: readonly TurnCount[]): TurnStep {
  const isLate = current.counted.includes('due') && !current.counted.includes('in_time');
  const added = names.filter((name) => !(current.counted.includes(name) || (isLate && name === 'in_time')));
  const after = { ...current, counted: [...current.counted, ...added] };
  return { turns: { current: after, misrouted }, postings: post(current, added) };
}

/** The turn no longer counts at all. */
function takeBack({ misrouted }: FoldedTurns, current: TakenTurn): TurnStep {
  return { turns: { misrouted }, postings: post(current, current.counted, -1) };
}

function post({ rep, team, band, day }: TakenTurn, names: readonly TurnCount[], by = 1): readonly Posting[] {
  if (names.length === 0) return [];
  const counters: Counters = sumCounters(names.map((name) => ({ [`turn:${team}:${band}:${name}`]: by })));
  return [{ to: { repDay: { day, rep } }, counters }];
}
