import type { LeadId, RepId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { ownValue } from '../own-value.ts';
import type { Team } from '../plan/team.ts';
import { callBackup } from './backup.ts';
import type { AssignableLead, Candidate, PassedOverReason } from './candidate.ts';
import { CandidateState } from './candidate-state.ts';
import type { BatchDecisionRecord, CandidateRecord, LeadDecision } from './decision-record.ts';
import { type CandidateSearch, findFittingCandidates, temporaryObstacleOf } from './eligibility.ts';
import { type Ledger, type LedgerEntries, ledgerEntriesOf, ledgerKey, ledgerRowsOf } from './fairness/ledger.ts';
import { weighMeetings } from './meetings.ts';
import { chooseRep, earnsShare } from './strategy.ts';
import type { BatchSurge } from './surge.ts';
import { TeamClock } from './team-clock.ts';
import { type UnassignedLead, unassignedLeadOf } from './unassigned-lead.ts';
import { type ShareTerms, WaitedShares } from './waited-shares.ts';
import type { TurnWeights } from './weights/turn-weights.ts';
import { keepWeights } from './weights/weights-record.ts';
import { openWhileClosed } from './while-closed.ts';

/** What was decided for a batch of leads. */
export interface AssignmentBatchResult {
  /** The ledger afterwards: the next version if turns were posted, otherwise the unchanged input. */
  readonly ledger: Ledger;
  readonly assignments: readonly LeadAssignment[];
  readonly unassigned: readonly UnassignedLead[];
  readonly record: BatchDecisionRecord;
}

/** A lead that was assigned to a rep. */
export interface LeadAssignment {
  readonly lead: LeadId;
  readonly rep: RepId;
  /** Entries of `need` that were dropped because nobody in the team had them. */
  readonly relaxed: readonly string[];
  /** What the rep was owed before this lead, in billionths of a lead. */
  readonly creditBefore: number;
  /** The rep on leave as whose backup they got it, and whether it uses up a turn. */
  readonly asBackup?: { readonly for: RepId; readonly charged?: false };
  /** What must still hold when this is saved: the rep's version and caps, and the rep's local day that it counts on. */
  readonly saveConditions: {
    readonly repVersion: number;
    readonly openCap?: number;
    readonly day: string;
    readonly dayCap?: number;
    readonly list?: AssignableLead['list'];
  };
}

/**
 * Assigns a batch of leads to the reps of a team, in the order given. For each lead it finds the eligible reps, with
 * reasons for the others, and then the rep whose turn it is. Each assignment counts toward the load for the next lead.
 * Duplicate leads and candidates are ignored.
 */
export function decideBatch(input: {
  readonly batch: readonly AssignableLead[];
  readonly team: Team;
  readonly candidates: readonly Candidate[];
  readonly ledger: Ledger;
  /** What results do to weights, in a team whose turns go by them. */
  readonly weights?: TurnWeights;
  readonly now: Instant;
  /** The surge under which it is decided, if there is one: the candidates' caps are raised already. */
  readonly surge?: BatchSurge;
}): AssignmentBatchResult {
  const { team, ledger, now } = input;
  const weights = team.turn === 'best' ? input.weights : undefined;
  const clock = new TeamClock(now);
  const candidateStates = uniqueBy(input.candidates, ({ rep }) => rep.id).map(
    (one) => new CandidateState(one, team, now, { clock, weights }),
  );
  const candidates = candidateStates.map(candidateRecordOf);
  const entries = new Map<string, LedgerEntries>();
  const placements: LeadAssignment[] = [];
  const unplaced: UnassignedLead[] = [];
  const leads: LeadDecision[] = [];
  const batch = uniqueBy(input.batch, (one) => one.lead);
  const searchFor = (lead: AssignableLead) => findFittingCandidates(candidateStates, lead, team.id);
  const shares = new WaitedShares(batch, searchFor, now);

  for (const asked of batch) {
    const queued = callBackup(asked, { states: candidateStates, team: team.id, now });
    const key = ledgerKey(team, queued.band);
    const before = entries.get(key) ?? ledgerEntriesOf(ledger, key);
    const search = searchFor(queued);
    const { lead, ignored, waitUntil } = weighMeetings(openWhileClosed(queued, search), search);
    // A lead that cannot wait for the end of a meeting cannot wait for colleagues either.
    const terms = ignored ? undefined : shares.termsFor(lead, search);
    const { earning, passedOver } = splitCandidates(candidateStates, lead, search, terms);
    const choice = chooseRep(team.turn, before, earning, lead);
    const candidateState = choice && earning.find(({ rep }) => rep === choice.chosen);
    entries.set(key, choice?.entries ?? before);
    const commonFields = {
      lead: lead.lead,
      ledgerKey: key,
      slots: lead.weight,
      ...specialTermsOf(lead),
      relaxed: search.relaxed,
      ...(!search.excludePreviousHolders && lead.previousHolders.length > 0 && { holdersAgain: true as const }),
      ...(ignored && { meetingsIgnored: ignored }),
      ...(lead.comesBy !== undefined && { comesBy: lead.comesBy }),
      passedOver,
    };
    if (choice && candidateState) {
      placements.push({
        ...leadAssignmentOf(lead, candidateState),
        relaxed: search.relaxed,
        creditBefore: choice.creditBefore,
      });
      leads.push({ ...commonFields, chosen: choice.chosen });
      candidateState.addLead(lead);
      if (terms) shares.count(candidateState);
    } else {
      const unassignedLead: UnassignedLead = waitUntil
        ? { lead: lead.lead, because: 'all_busy', opensAt: waitUntil }
        : unassignedLeadOf(lead, search, passedOver.had_share ? terms : undefined);
      unplaced.push(unassignedLead);
      leads.push({ ...commonFields, because: unassignedLead.because });
    }
  }

  const record = {
    team: team.id,
    at: now,
    strategy: team.turn,
    ledgerVersion: ledger.version,
    candidates,
    entries: decidingColumnsOf(ledger, [...entries.keys()], candidates),
    leads,
    ...(weights && {
      weights: keepWeights(weights, { team: team.id, candidates: candidateStates.map(({ person }) => person) }),
    }),
    ...(input.surge && { surge: input.surge }),
  };
  return { ledger: postToLedger(ledger, entries), assignments: placements, unassigned: unplaced, record };
}

/** Returns the terms of a lead that differ from the default: any rep, in turn, within caps. */
function specialTermsOf({
  only,
  backup,
  charged,
  capped,
}: AssignableLead): Pick<LeadDecision, 'only' | 'backupFor' | 'charged' | 'capped'> {
  return {
    ...(only !== undefined && { only }),
    ...(backup && { backupFor: backup.for }),
    ...(charged === false && { charged }),
    ...(capped === false && { capped }),
  };
}

/** Splits the team into reps who earn a share of the lead's turn, and reps who are passed over, by reason. */
function splitCandidates(
  standings: readonly CandidateState[],
  lead: AssignableLead,
  { unfit }: CandidateSearch,
  terms: ShareTerms | undefined,
) {
  const passedOver: Partial<Record<PassedOverReason, RepId[]>> = {};
  const earning: CandidateState[] = [];
  for (const standing of standings) {
    const hadShare = terms?.hadShare.has(standing) ? 'had_share' : undefined;
    const reason = unfit.get(standing) ?? temporaryObstacleOf(standing, lead) ?? hadShare;
    if (earnsShare(reason)) earning.push(standing);
    if (reason !== undefined) {
      const reps = ownValue(passedOver, reason) ?? [];
      reps.push(standing.rep);
      passedOver[reason] = reps;
    }
  }
  return { earning, passedOver };
}

function leadAssignmentOf(lead: AssignableLead, standing: CandidateState) {
  const { localDate } = standing;
  const { backup, charged } = lead;
  const { openCap, dayCap }: Partial<CandidateState> = lead.capped === false ? {} : standing;
  return {
    lead: lead.lead,
    rep: standing.rep,
    ...(backup && { asBackup: { for: backup.for, ...(charged === false && { charged }) } }),
    saveConditions: {
      repVersion: standing.person.version,
      ...(openCap !== undefined && { openCap }),
      day: localDate,
      ...(lead.list ? { list: lead.list } : dayCap !== undefined && { dayCap }),
    },
  };
}

function candidateRecordOf(standing: CandidateState): CandidateRecord {
  const { rep, weight, open, openCap, given, person } = standing;
  const { busyUntil, candidate } = standing;
  const reading = candidate.reading && { readAt: candidate.reading.readAt, busyUntil };
  return {
    rep,
    version: person.version,
    weight,
    open,
    ...(openCap !== undefined && { openCap }),
    given,
    ...(reading && { reading }),
  };
}

/** Returns the ledger columns that decide a turn, for the candidates who have an entry. */
function decidingColumnsOf(ledger: Ledger, keys: readonly string[], candidates: readonly CandidateRecord[]) {
  const columns = (entries: LedgerEntries) => {
    const rows = ledgerRowsOf(entries);
    return Object.fromEntries(
      candidates.flatMap(({ rep }) => {
        const entry = rows.get(rep);
        return entry ? [[rep, { credit: entry.credit, received: entry.received }]] : [];
      }),
    );
  };
  return Object.fromEntries(keys.map((key) => [key, columns(ledgerEntriesOf(ledger, key))]));
}

function postToLedger(ledger: Ledger, entries: ReadonlyMap<string, LedgerEntries>): Ledger {
  const changed = [...entries].filter(
    ([key, after]) => after !== ledgerEntriesOf(ledger, key) && Object.keys(after).length > 0,
  );
  if (changed.length === 0) return ledger;
  return { ...ledger, version: ledger.version + 1, entries: { ...ledger.entries, ...Object.fromEntries(changed) } };
}

function uniqueBy<Item>(items: readonly Item[], id: (item: Item) => string): readonly Item[] {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(id(item))) first.set(id(item), item);
  return [...first.values()];
}
