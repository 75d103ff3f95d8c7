import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mixOfPlan } from '../../cli/simulate/lead-mix.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { decideBatch } from '../../shared/domain/assignment/assign.ts';
import type { AssignableLead, Candidate } from '../../shared/domain/assignment/candidate.ts';
import { createLedger } from '../../shared/domain/assignment/fairness/ledger.ts';
import { parsePlan } from '../../shared/domain/plan/compile/parse-plan.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { Team } from '../../shared/domain/plan/team.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { workScheduleOf } from '../../shared/domain/team/schedule.ts';
import { arrivalsOf, OFFICE_PROFILE } from '../../shared/simulation/arrivals.ts';
import { DEFAULT_BEHAVIOUR } from '../../shared/simulation/behaviour.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import { simulateWeeks } from '../../shared/simulation/simulate-weeks.ts';

/** A Monday at ten, when Europe is at work. */
const NOW = '2026-11-30T10:00:00.000Z';
const START = '2026-11-30T00:00:00.000Z';
const WEEKS = 2;
const TEAMS = ['sdr-emea', 'sdr-amer', 'ae-desk', 'ae-field'];
const COMPANIES = [
  { perWeek: 250, reps: 16 },
  { perWeek: 1000, reps: 16 },
  { perWeek: 1000, reps: 200 },
];
const TEAM_SIZES = [50, 200, 500];
const DECISIONS = 300;
const MICROSECONDS = 1_000_000;

const plan = await readOfficePlan();
console.log('Whole lives in memory, from the form to the end');
for (const { perWeek, reps } of COMPANIES) await measureLives(perWeek, reps);
console.log('\nOne decision: who gets one lead, alone and in a batch of 15');
for (const size of TEAM_SIZES) measureDecision(size);

async function readOfficePlan(): Promise<Plan> {
  const read = parsePlan(await readFile(join(PROJECT_ROOT, 'examples', 'plan.office.yaml'), 'utf8'));
  if (!read.ok) throw new Error('examples/plan.office.yaml is not a valid plan');
  return read.value;
}

function repsOf(count: number, teams: readonly string[]): readonly Rep[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `rep-${at}`,
    name: `Rep ${at}`,
    active: true,
    teams: { [teams[at % teams.length] ?? '']: 1 + (at % 2) },
    zone: teams[at % teams.length] === 'sdr-amer' ? 'America/New_York' : 'Europe/Berlin',
    attributes: { territory: ['DE', 'US', 'JP'], language: ['en', 'de'], product: ['platform', 'analytics'] },
    leaves: [],
    version: 1,
  }));
}

async function measureLives(perWeek: number, count: number): Promise<void> {
  const random = createSeededRandom(1);
  const arrivals = arrivalsOf({ start: START, weeks: WEEKS, perWeek, profile: OFFICE_PROFILE, random });
  const mix = mixOfPlan(plan, 1);
  const company = { plan, reps: repsOf(count, TEAMS), holidays: {}, behaviour: DEFAULT_BEHAVIOUR };
  const start = process.cpuUsage();
  await simulateWeeks(company, {
    ...{ start: START, weeks: WEEKS, arrivals, seed: 1 },
    bodyOf: ({ number }) => mix(number),
  });
  const perSecond = arrivals.length / (cpuSince(start) / MICROSECONDS);
  console.log(`${arrivals.length} leads, ${count} reps: ${perSecond.toFixed(0)} lives in a second of CPU time`);
}

function measureDecision(size: number): void {
  const team: Team | undefined = plan.teams['sdr-emea'];
  if (!team) throw new Error('the plan has no team sdr-emea');
  const candidates = repsOf(size, [team.id]).map((rep) => ({
    rep,
    load: { open: 0, days: {} },
    schedule: workScheduleOf({ rep, team, calendars: plan.calendars, holidays: [] }),
  }));
  const alone = microsecondsOf(team, candidates, 1);
  console.log(
    `${size} reps: ${alone.toFixed(0)} µs alone, ${microsecondsOf(team, candidates, 15).toFixed(0)} µs in a batch`,
  );
}

/** Microseconds of CPU time a lead, after a warm-up. */
function microsecondsOf(team: Team, candidates: readonly Candidate[], batchSize: number): number {
  let ledger = createLedger(team.id);
  const decide = () => {
    for (let round = 0; round < DECISIONS; round += 1) {
      const batch = Array.from({ length: batchSize }, (_, at) => aLead(`${round}-${at}`));
      ledger = decideBatch({ batch, team, candidates, ledger, now: NOW }).ledger;
    }
  };
  decide();
  const start = process.cpuUsage();
  decide();
  return cpuSince(start) / (DECISIONS * batchSize);
}

function aLead(lead: string): AssignableLead {
  return {
    ...{ lead, band: 'hot', values: { territory: ['DE'] }, need: ['territory'], relax: [] },
    ...{ previousHolders: [], hasOtherTeams: false, excluded: [], weight: 1 },
  };
}

function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}
