import type { RepId } from '../ids.ts';
import { ownValue } from '../own-value.ts';
import type { Plan } from '../plan/plan.ts';
import type { Rep } from '../team/rep.ts';
import { workScheduleOf } from '../team/schedule.ts';
import type { decideBatch } from './assign.ts';
import type { AssignableLead, Candidate } from './candidate.ts';
import type { BatchDecisionRecord, CandidateRecord } from './decision-record.ts';
import type { LedgerEntries } from './fairness/ledger.ts';
import type { CandidateInputs, DecisionInputs, LeadInputs } from './input-record.ts';
import { restoreWeights } from './weights/weights-record.ts';

/** Everything that `decideBatch` takes. */
export type BatchInput = Parameters<typeof decideBatch>[0];

/** The key under which a restored load counts what was given before the days that are kept one by one. */
const EARLIER_DAYS = 'earlier';

/**
 * Rebuilds what a batch was decided from, out of its record and the plan version in force then. Reps have no names, and
 * attributes and values are marks; whatever a decision depends on is as it was. Undefined when the record is from before
 * its inputs were kept, or the plan lacks the team.
 */
export function restoreBatch(
  record: BatchDecisionRecord,
  plan: Pick<Plan, 'teams' | 'calendars'>,
): BatchInput | undefined {
  const { inputs } = record;
  const team = ownValue(plan.teams, record.team);
  if (!inputs || !team) return undefined;
  const lists = [...new Set(inputs.leads.flatMap(({ marks }) => Object.keys(marks ?? {})))];
  return {
    batch: record.leads.flatMap(({ lead, slots }, index) => restoreLead({ lead, weight: slots }, inputs.leads[index])),
    team: { ...team, turn: record.strategy },
    candidates: record.candidates.flatMap((known, index) => {
      const kept = inputs.candidates[index];
      if (!kept) return [];
      const rep = restoreRep(known, kept, { team: team.id, lists, own: ownWeightIn(record, known) });
      const schedule = workScheduleOf({ rep, team, calendars: plan.calendars, holidays: holidaysOf(inputs, kept) });
      return [{ rep, schedule, load: { open: known.open, days: daysOf(known, kept) }, ...readingOf(known, record) }];
    }),
    ledger: {
      team: team.id,
      version: record.ledgerVersion,
      entries: Object.fromEntries(
        Object.entries(record.entries).map(([key, columns]) => [key, restoreEntries(columns)] as const),
      ),
    },
    ...(record.weights && { weights: restoreWeights(team.id, record.weights) }),
    now: record.at,
    ...(record.surge && { surge: record.surge }),
  };
}

/** Returns the weight that the reps data gave a candidate: the one that decided, unless results had multiplied it. */
function ownWeightIn({ weights }: BatchDecisionRecord, { rep, weight }: CandidateRecord): number {
  return (weights && ownValue(weights.reps, rep)?.own) ?? weight;
}

function restoreLead(
  known: Pick<AssignableLead, 'lead' | 'weight'>,
  kept: LeadInputs | undefined,
): readonly AssignableLead[] {
  if (!kept) return [];
  const { marks = {}, ...rest } = kept;
  const values = Object.fromEntries(Object.entries(marks).map(([list, mark]) => [list, [String(mark)]]));
  const empty = { need: [], relax: [], previousHolders: [], hasOtherTeams: false, excluded: [] };
  return [{ ...empty, ...rest, ...known, values }];
}

function restoreRep(
  { rep, version, openCap }: CandidateRecord,
  kept: CandidateInputs,
  { team, lists, own }: { readonly team: string; readonly lists: readonly string[]; readonly own: number },
): Rep {
  const { zone, hours, dayCap, leaves = [], backup, marks = [] } = kept;
  const matched = marks.map(String);
  return {
    id: rep,
    name: '',
    active: !kept.inactive,
    teams: kept.notInTeam ? {} : { [team]: own },
    zone,
    ...(hours !== undefined && { hours }),
    attributes: Object.fromEntries(lists.map((list) => [list, matched])),
    cap: { ...(openCap !== undefined && { open: openCap }), ...(dayCap !== undefined && { day: dayCap }) },
    leaves,
    ...(backup !== undefined && { backup }),
    version,
  };
}

function holidaysOf({ holidays }: DecisionInputs, { region }: CandidateInputs): readonly string[] {
  return region === undefined ? [] : (ownValue(holidays, region) ?? []);
}

function daysOf({ given }: CandidateRecord, { today = {} }: CandidateInputs): Record<string, number> {
  const earlier = given - Object.values(today).reduce((sum, count) => sum + count, 0);
  return earlier === 0 ? today : { ...today, [EARLIER_DAYS]: earlier };
}

/** Returns what was read of a calendar: the meeting that counted, if there was one. */
function readingOf(
  { rep, reading }: CandidateRecord,
  { at }: Pick<BatchDecisionRecord, 'at'>,
): Pick<Candidate, 'reading'> {
  if (!reading) return {};
  const { readAt, busyUntil } = reading;
  const busy = busyUntil === undefined ? [] : [{ from: at, until: busyUntil }];
  return { reading: { rep, ...(readAt !== undefined && { readAt }), triedAt: readAt ?? at, busy } };
}

/** Rebuilds ledger entries. The record keeps only the deciding columns, so `earned` is derived from the credit. */
export function restoreEntries(columns: Readonly<Record<RepId, { credit: number; received: number }>>): LedgerEntries {
  return Object.fromEntries(
    Object.entries(columns).map(([rep, { credit, received }]) => [
      rep,
      { credit, received, earned: credit + received, adjusted: 0 },
    ]),
  );
}
