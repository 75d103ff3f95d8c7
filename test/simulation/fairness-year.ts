import { type AssignmentBatchResult, decideBatch } from '../../shared/domain/assignment/assign.ts';
import type { AssignableLead, Candidate } from '../../shared/domain/assignment/candidate.ts';
import { passedOverReasonsOf } from '../../shared/domain/assignment/decision-record.ts';
import { measureBalance } from '../../shared/domain/assignment/fairness/bounds.ts';
import { createLedger } from '../../shared/domain/assignment/fairness/ledger.ts';
import { type PendingAdjustment, settleLedger } from '../../shared/domain/assignment/fairness/settle-ledger.ts';
import { turnWeightsOf } from '../../shared/domain/assignment/strategy.ts';
import type { Calendar, WorkSchedule } from '../../shared/domain/business-hours/calendar.ts';
import { localDateOf } from '../../shared/domain/business-hours/local-day.ts';
import { isOpen } from '../../shared/domain/business-hours/working-time.ts';
import { addSeconds, type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import { aTeam } from '../support/builders/plan.ts';
import { hire, oneOf, type Staff, sendOnLeave } from './fairness-staff.ts';

const START: Instant = '2026-01-05T00:00:00.000Z';
const JOINERS = new Set([20, 60, 100, 140, 180]);
const LEAVERS = new Set([50, 110, 150, 200]);
const TEAM = aTeam({ cap: { open: 12, day: 6 } });
const LEADS_A_DAY = 32;
const STEP_HOURS = 2;
const BATCH = 15;
/** How long somebody counts as just returned or just joined. */
const FRESH_SECONDS = 7 * 86_400;

interface Held {
  readonly rep: string;
  readonly band: string;
}

interface Waiting {
  readonly lead: AssignableLead;
  readonly until: Instant;
}

function scheduleOf(rep: Rep, calendar: Calendar): WorkSchedule {
  return { calendar, zone: rep.zone, holidays: [], leaves: rep.leaves };
}

/** Simulates a team's year: leads arrive, wait, are assigned in batches and closed, while reps join and leave. */
export function simulateYear(options: { readonly days: number; readonly seed: number }) {
  const roll = createSeededRandom(options.seed);
  let staff: Staff[] = Array.from({ length: 12 }, (_, index) => hire(index, roll));
  let hired = staff.length;
  let ledger = createLedger(TEAM.id);
  let waiting: Waiting[] = [];
  let leadNumber = 0;
  const held = new Map<string, Held>();
  const days = new Map<string, Record<string, number>>();
  const joinedAt = new Map<string, Instant>();
  const runs = new Map<string, number>();
  const seen = {
    placed: 0,
    waited: 0,
    joined: 0,
    left: 0,
    givenBack: 0,
    relaxed: 0,
    batchesWithInexactBooks: 0,
    violations: [] as string[],
    worst: { over: 0, under: 0 },
    longestRun: { returned: 0, joined: 0, others: 0 },
    gone: [] as string[],
    smallestTeam: Number.POSITIVE_INFINITY,
  };

  function newDay(day: number, now: Instant): void {
    if (JOINERS.has(day)) {
      const one = hire(hired, roll);
      staff.push(one);
      joinedAt.set(one.rep.id, now);
      hired += 1;
      seen.joined += 1;
    }
    if (LEAVERS.has(day)) {
      // Never one of the first four, so that every attribute stays covered.
      const index = 4 + Math.floor(roll() * (staff.length - 4));
      const [leaver] = staff.splice(index, 1);
      if (leaver) {
        for (const [lead, { rep }] of held) if (rep === leaver.rep.id) held.delete(lead);
        seen.gone.push(leaver.rep.id);
        seen.left += 1;
      }
    }
    staff = sendOnLeave(staff, now, roll);
    if (day === 125)
      staff = staff.map((one) => ({ ...one, rep: { ...one.rep, teams: { sdr: 1 + Math.floor(roll() * 3) } } }));
  }

  function close(): PendingAdjustment[] {
    const owed: PendingAdjustment[] = [];
    for (const [lead, { rep, band }] of held) {
      if (roll() >= 0.06) continue;
      held.delete(lead);
      if (roll() < 0.03) owed.push({ kind: 'give_back', id: lead, rep, band });
    }
    seen.givenBack += owed.length;
    return owed;
  }

  function arrive(hour: number): AssignableLead[] {
    // Three times as many leads arrive by day as by night.
    const expected = ((LEADS_A_DAY * STEP_HOURS) / 24) * (hour >= 7 && hour < 19 ? 1.5 : 0.5);
    const count = Math.floor(expected + roll());
    return Array.from({ length: count }, () => {
      leadNumber += 1;
      const picky = roll() < 0.4;
      return {
        lead: `lead-${leadNumber}`,
        band: oneOf(roll, ['hot', 'warm', 'warm', 'cold']),
        need: picky ? ['territory', 'language'] : [],
        relax: ['language'],
        values: { territory: [oneOf(roll, ['EMEA', 'AMER'])], language: [oneOf(roll, ['en', 'en', 'de', 'fr'])] },
        previousHolders: [],
        hasOtherTeams: false,
        excluded: [],
        weight: 1,
      };
    });
  }

  function holding(rep: string): number {
    let count = 0;
    for (const one of held.values()) if (one.rep === rep) count += 1;
    return count;
  }

  function candidatesNow(): Candidate[] {
    return staff.map(({ rep, calendar }) => ({
      rep,
      load: { open: holding(rep.id), days: days.get(rep.id) ?? {} },
      schedule: scheduleOf(rep, calendar),
    }));
  }

  function check(candidate: Candidate, now: Instant): void {
    const { rep, load, schedule } = candidate;
    if (!isOpen(schedule, now)) seen.violations.push(`${rep.id} got a lead off shift at ${now}`);
    const open = holding(rep.id);
    const today = load.days[localDateOf(rep.zone, now)] ?? 0;
    if (open > 12 || today > 6) seen.violations.push(`${rep.id} got a lead over a cap at ${now}`);
  }

  function countRuns({ record }: AssignmentBatchResult, now: Instant): void {
    for (const entry of record.leads) {
      const passedOver = passedOverReasonsOf(entry);
      const free = record.candidates.filter(({ rep }) => !passedOver.has(rep));
      if (entry.chosen === undefined || free.length < 2) continue;
      for (const { rep } of free) {
        const key = `${rep} ${entry.ledgerKey}`;
        const run = rep === entry.chosen ? (runs.get(key) ?? 0) + 1 : 0;
        runs.set(key, run);
        const kind = freshness(rep, now);
        seen.longestRun[kind] = Math.max(seen.longestRun[kind], run);
      }
    }
  }

  function freshness(rep: string, now: Instant): 'joined' | 'returned' | 'others' {
    const joined = joinedAt.get(rep);
    if (joined && secondsBetween(joined, now) < FRESH_SECONDS) return 'joined';
    const leaves = staff.find((one) => one.rep.id === rep)?.rep.leaves ?? [];
    return leaves.some(({ until }) => until <= now && secondsBetween(until, now) < FRESH_SECONDS)
      ? 'returned'
      : 'others';
  }

  function assignBatch(batch: readonly AssignableLead[], now: Instant): AssignmentBatchResult {
    const candidates = candidatesNow();
    const decided = decideBatch({ batch, team: TEAM, candidates, ledger, now });
    ledger = decided.ledger;
    countRuns(decided, now);
    const bands = new Map(batch.map(({ lead, band }) => [lead, band]));
    for (const { lead, rep, relaxed, saveConditions: admission } of decided.assignments) {
      held.set(lead, { rep, band: bands.get(lead) ?? '' });
      const counts = days.get(rep) ?? {};
      days.set(rep, { [admission.day]: (counts[admission.day] ?? 0) + 1 });
      seen.placed += 1;
      if (relaxed.length > 0) seen.relaxed += 1;
    }
    const winners = new Set(decided.assignments.map(({ rep }) => rep));
    for (const candidate of candidatesNow()) if (winners.has(candidate.rep.id)) check(candidate, now);
    return decided;
  }

  /** Assigns in batches. A lead without a rep waits until its `opensAt`, or for one step. */
  function drain(queue: readonly Waiting[], now: Instant): Waiting[] {
    const due = queue.filter(({ until }) => until <= now);
    const left = queue.filter(({ until }) => until > now);
    for (let start = 0; start < due.length; start += BATCH) {
      const batch = due.slice(start, start + BATCH).map(({ lead }) => lead);
      const unplaced = new Map(assignBatch(batch, now).unassigned.map((one) => [one.lead, one.opensAt]));
      measure();
      for (const lead of batch) {
        if (unplaced.has(lead.lead))
          left.push({ lead, until: unplaced.get(lead.lead) ?? addSeconds(now, STEP_HOURS * 3600) });
      }
    }
    return left;
  }

  function measure(): void {
    for (const { isExact: exact, over, under } of Object.values(measureBalance(ledger))) {
      if (!exact) seen.batchesWithInexactBooks += 1;
      seen.worst = { over: Math.max(seen.worst.over, over), under: Math.max(seen.worst.under, under) };
    }
  }

  for (let hour = 0; hour < options.days * 24; hour += STEP_HOURS) {
    const now = addSeconds(START, hour * 3600);
    if (hour % 24 === 0) newDay(hour / 24, now);
    const weights = turnWeightsOf(
      TEAM,
      staff.map(({ rep }) => rep),
    );
    ledger = settleLedger({ ledger, team: TEAM, weights, pending: close() });
    measure();
    const arrived = arrive(hour % 24);
    waiting = drain([...waiting, ...arrived.map((lead) => ({ lead, until: now }))], now);
    seen.smallestTeam = Math.min(seen.smallestTeam, staff.length);
    const late = new Set(waiting.map(({ lead }) => lead));
    seen.waited += arrived.filter((lead) => late.has(lead)).length;
  }
  return { ...seen, ledger };
}
