import type { LeadId, RepId } from '../ids.ts';
import { earliest, type Instant } from '../instant.ts';
import type { Team } from '../plan/plan.ts';
import type { Assignable, Candidate, PassedOverReason } from './candidate.ts';
import { Standing } from './candidate-state.ts';
import type { CandidateRecord, DecisionRecord, LeadRecord, UnplacedReason } from './decision-record.ts';
import { hindrance, roomFor, type Search, search } from './eligibility.ts';
import { type Accounts, accountKey, accountOf, accountsOf, type Ledger } from './fairness/ledger.ts';
import { choose, earns } from './strategy.ts';

/** What was decided for a batch of leads. */
export interface Assigned {
  /** The ledger afterwards: the next version if turns were posted, otherwise the unchanged input. */
  readonly ledger: Ledger;
  readonly placements: readonly Placement[];
  readonly unplaced: readonly Unplaced[];
  readonly record: DecisionRecord;
}

/** A lead that was assigned to a rep. */
export interface Placement {
  readonly lead: LeadId;
  readonly rep: RepId;
  /** Entries of `need` that were dropped because nobody in the team had them. */
  readonly relaxed: readonly string[];
  /** What the rep was owed before this lead, in billionths of a lead. */
  readonly creditBefore: number;
  /** What must still hold when this is saved: the rep's version and caps, and the rep's local day that it counts on. */
  readonly admission: {
    readonly repVersion: number;
    readonly openCap?: number;
    readonly day: string;
    readonly dayCap?: number;
    readonly list?: Assignable['list'];
  };
}

/**
 * A lead that nobody can take now. `nobody_ever`: nobody in the team fits at any hour, so fall back at once.
 * `all_closed`: somebody who fits and has room is not at work. `all_full`: everybody who fits is full.
 * `list_paced`: everybody who has room has reached the daily pace of the import list.
 */
interface Unplaced {
  readonly lead: LeadId;
  readonly because: UnplacedReason;
  /** With `all_closed`: others who fit are at work but full. A slot may become free before anybody comes on shift. */
  readonly fullAtWork?: true;
  /** With `all_closed`, for a lead that only one rep can get: the rest of the team is at work. */
  readonly teamAtWork?: true;
  /**
   * When somebody can first take it, by calendars and daily caps. Absent when it depends on a slot becoming free, or
   * when no such moment is in sight.
   */
  readonly opensAt?: Instant;
}

/**
 * Assigns a batch of leads to the reps of a team, in the order given. For each lead it finds the eligible reps, with
 * reasons for the others, and then the rep whose turn it is. Each assignment counts toward the load for the next lead.
 * Duplicate leads and candidates are ignored.
 */
export function assign(input: {
  readonly batch: readonly Assignable[];
  readonly team: Team;
  readonly candidates: readonly Candidate[];
  readonly ledger: Ledger;
  readonly now: Instant;
}): Assigned {
  const { team, ledger, now } = input;
  const standings = uniqueBy(input.candidates, ({ rep }) => rep.id).map((one) => new Standing(one, team, now));
  const candidates = standings.map(candidateRecord);
  const accounts = new Map<string, Accounts>();
  const placements: Placement[] = [];
  const unplaced: Unplaced[] = [];
  const leads: LeadRecord[] = [];

  for (const lead of uniqueBy(input.batch, (one) => one.lead)) {
    const key = accountKey(team, lead.band);
    const before = accounts.get(key) ?? accountsOf(ledger, key);
    const found = search(standings, lead, team.id);
    const { earning, passedOver } = sift(standings, lead, found);
    const choice = choose(team.turn, before, earning, lead);
    const standing = choice && earning.find(({ rep }) => rep === choice.chosen);
    accounts.set(key, choice?.accounts ?? before);
    const notes = {
      lead: lead.lead,
      account: key,
      slots: lead.weight,
      ...termsOf(lead),
      relaxed: found.relaxed,
      ...(!found.barHolders && lead.holders.length > 0 && { holdersAgain: true as const }),
      passedOver,
    };
    if (choice && standing) {
      placements.push({ ...placementOf(lead, standing), relaxed: found.relaxed, creditBefore: choice.creditBefore });
      leads.push({ ...notes, chosen: choice.chosen });
      standing.take(lead);
    } else {
      const missed = unplacedOf(lead, found);
      unplaced.push(missed);
      leads.push({ ...notes, because: missed.because });
    }
  }

  const record = {
    team: team.id,
    at: now,
    strategy: team.turn,
    ledgerVersion: ledger.version,
    candidates,
    accounts: columnsOf(ledger, [...accounts.keys()], candidates),
    leads,
  };
  return { ledger: posted(ledger, accounts), placements, unplaced, record };
}

/** Returns the terms of a lead that differ from the default: any rep, in turn, within caps. */
function termsOf({ only, charged, capped }: Assignable): Pick<Assignable, 'only' | 'charged' | 'capped'> {
  return {
    ...(only !== undefined && { only }),
    ...(charged === false && { charged }),
    ...(capped === false && { capped }),
  };
}

/** Splits the team into reps who earn a share of the lead's turn, and reps who are passed over, by reason. */
function sift(standings: readonly Standing[], lead: Assignable, { misfits }: Search) {
  const passedOver: Partial<Record<PassedOverReason, RepId[]>> = {};
  const earning: Standing[] = [];
  for (const standing of standings) {
    const reason = misfits.get(standing) ?? hindrance(standing, lead);
    if (earns(reason)) earning.push(standing);
    if (reason !== undefined) {
      const reps = passedOver[reason] ?? [];
      reps.push(standing.rep);
      passedOver[reason] = reps;
    }
  }
  return { earning, passedOver };
}

function placementOf(lead: Assignable, standing: Standing) {
  const { day } = standing;
  const { openCap, dayCap }: Partial<Standing> = lead.capped === false ? {} : standing;
  return {
    lead: lead.lead,
    rep: standing.rep,
    admission: {
      repVersion: standing.person.version,
      ...(openCap !== undefined && { openCap }),
      day,
      ...(lead.list ? { list: lead.list } : dayCap !== undefined && { dayCap }),
    },
  };
}

function unplacedOf(lead: Assignable, { fitting, colleagues }: Search): Unplaced {
  if (fitting.length === 0) return { lead: lead.lead, because: 'nobody_ever' };
  const withRoom = fitting.filter((standing) => lead.capped === false || !standing.isFull(roomFor(lead)));
  const because = whyNot(lead, withRoom);
  const teamAtWork = because === 'all_closed' && colleagues.some(({ shift }) => shift === 'open');
  // While the whole team is closed, the wait for the one rep starts to count when the team opens.
  const awaited = because === 'all_closed' && !teamAtWork ? [...withRoom, ...colleagues] : withRoom;
  const opensAt = earliest(...awaited.map((standing) => standing.availableAt(lead)));
  return {
    lead: lead.lead,
    because,
    ...(because === 'all_closed' && fitting.some(({ shift }) => shift === 'open') && { fullAtWork: true as const }),
    ...(teamAtWork && { teamAtWork }),
    ...(opensAt !== undefined && { opensAt }),
  };
}

function whyNot(lead: Assignable, withRoom: readonly Standing[]): UnplacedReason {
  if (withRoom.some(({ shift }) => shift !== 'open')) return 'all_closed';
  return withRoom.some((standing) => standing.isPaced(lead.list)) ? 'list_paced' : 'all_full';
}

function candidateRecord(standing: Standing): CandidateRecord {
  const { rep, weight, open, openCap, given, person } = standing;
  return { rep, version: person.version, weight, open, ...(openCap !== undefined && { openCap }), given };
}

/** Returns the ledger columns that decide a turn, for the candidates who have an entry. */
function columnsOf(ledger: Ledger, keys: readonly string[], candidates: readonly CandidateRecord[]) {
  const columns = (accounts: Accounts) =>
    Object.fromEntries(
      candidates
        .filter(({ rep }) => Object.hasOwn(accounts, rep))
        .map(({ rep }) => {
          const { credit, received } = accountOf(accounts, rep);
          return [rep, { credit, received }];
        }),
    );
  return Object.fromEntries(keys.map((key) => [key, columns(accountsOf(ledger, key))]));
}

function posted(ledger: Ledger, accounts: ReadonlyMap<string, Accounts>): Ledger {
  const changed = [...accounts].filter(
    ([key, after]) => after !== accountsOf(ledger, key) && Object.keys(after).length > 0,
  );
  if (changed.length === 0) return ledger;
  return { ...ledger, version: ledger.version + 1, accounts: { ...ledger.accounts, ...Object.fromEntries(changed) } };
}

function uniqueBy<Item>(items: readonly Item[], id: (item: Item) => string): readonly Item[] {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(id(item))) first.set(id(item), item);
  return [...first.values()];
}
