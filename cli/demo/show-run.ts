import type { LeadStore } from '../../shared/ports/lead-store.ts';
import type { RepStore } from '../../shared/ports/rep-store.ts';
import type { Display } from './display.ts';
import { formatEvent } from './event-text.ts';
import { comparePath, type LeadSnapshot, type PathProgress } from './expected-path.ts';
import type { HttpScenarioTarget } from './http-target.ts';
import type { DemoInputs } from './inputs.ts';
import type { Frame } from './live-table.ts';
import { leadToRow, type TeamSnapshot, teamToRows } from './live-view.ts';
import type { LeadPoller } from './poll-leads.ts';

/** Leads that have not reached their end by then never will. */
const MAX_RUN_SECONDS = 300;
/** How long after all leads seem to be finished the final check runs: they must still be there. */
const FINAL_CHECK_SECONDS = 4;
/** Reps change less often than leads. */
const POLLS_PER_TEAM_POLL = 3;

/** The current state of one lead of the scenario. */
export interface LeadProgress {
  readonly name: string;
  readonly seen?: LeadSnapshot;
  readonly progress: PathProgress;
}

export interface ShowProgressOptions {
  readonly materials: DemoInputs;
  readonly stage: HttpScenarioTarget;
  readonly watch: LeadPoller;
  readonly display: Display;
  readonly leads: Pick<LeadStore, 'ledger'>;
  readonly reps: Pick<RepStore, 'membersOf'>;
}

/**
 * Polls about once a second and shows the state, until every lead of the scenario has reached its end or cannot reach
 * it any more.
 */
export async function showProgress(options: ShowProgressOptions): Promise<readonly LeadProgress[]> {
  const { materials, stage, watch, display } = options;
  const shownEvents = new Map<string, number>();
  const news: string[] = [];
  let teams: readonly TeamSnapshot[] = [];
  let overSince: number | undefined;
  for (let looks = 0; ; looks += 1) {
    const lookedAt = stage.elapsed();
    await watch.poll();
    if (looks % POLLS_PER_TEAM_POLL === 0) teams = await readTeams(options);
    const standings = progressOfLeads(materials, watch);
    const changes = newEventLines(standings, shownEvents, { people: materials.personNames, second: lookedAt });
    news.push(...changes);
    display.show(frameOf({ ...options, standings, teams, news }), lookedAt, changes);
    const over = standings.every(({ progress }) => progress.status !== 'under_way');
    overSince = over ? (overSince ?? lookedAt) : undefined;
    if (overSince !== undefined && lookedAt - overSince >= FINAL_CHECK_SECONDS) return standings;
    if (lookedAt > MAX_RUN_SECONDS) return standings;
    await stage.wait(Math.max(0.2, 1 - (stage.elapsed() - lookedAt)));
  }
}

function progressOfLeads({ scenario }: DemoInputs, watch: LeadPoller): readonly LeadProgress[] {
  return scenario.leads.map((lead) => {
    const seen = watch.seen(lead.name);
    return { name: lead.name, seen, progress: comparePath(lead, seen) };
  });
}

async function readTeams({ materials, leads, reps }: ShowProgressOptions): Promise<readonly TeamSnapshot[]> {
  return Promise.all(
    Object.values(materials.plan.teams).map(async (team) => {
      const [{ members }, { ledger }] = await Promise.all([reps.membersOf(team.id), leads.ledger(team.id)]);
      return { team, members, ledger };
    }),
  );
}

function frameOf(options: {
  readonly materials: DemoInputs;
  readonly stage: HttpScenarioTarget;
  readonly standings: readonly LeadProgress[];
  readonly teams: readonly TeamSnapshot[];
  readonly news: readonly string[];
}): Frame {
  const { materials, stage, standings, teams, news } = options;
  const now = stage.now();
  const arrived = standings.filter(({ progress }) => progress.status === 'arrived').length;
  const here = standings.filter(({ seen }) => seen !== undefined).length;
  const total = standings.length;
  return {
    title: `Baton on the local cloud · ${stage.elapsed().toFixed(0)} s · ${here} of ${total} leads received, ${arrived} finished as expected`,
    leads: standings.flatMap(({ name, seen }) =>
      seen ? [leadToRow(materials.personNames.get(name) ?? name, seen.lead, now)] : [],
    ),
    reps: teams.flatMap((team) => teamToRows(team, materials.plan.calendars, now)),
    latestEvents: news,
  };
}

/** Returns one line per event that was not shown yet. */
function newEventLines(
  standings: readonly LeadProgress[],
  shownEvents: Map<string, number>,
  { people, second }: { readonly people: DemoInputs['personNames']; readonly second: number },
): readonly string[] {
  return standings.flatMap(({ name, seen }) => {
    const events = seen?.timeline.slice(shownEvents.get(name) ?? 0) ?? [];
    shownEvents.set(name, seen?.timeline.length ?? 0);
    const who = (people.get(name) ?? name).padEnd(16);
    return events.map((event) => `${second.toFixed(0).padStart(4)} s  ${who}  ${formatEvent(event)}`);
  });
}
