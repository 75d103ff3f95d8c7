import type { LeadStore } from '../../shared/ports/lead-store.ts';
import type { RepStore } from '../../shared/ports/rep-store.ts';
import type { Display } from './display.ts';
import { eventWords } from './event-text.ts';
import { type Progress, progressOf, type Seen } from './expected-path.ts';
import type { HttpStage } from './http-target.ts';
import type { Materials } from './inputs.ts';
import type { Frame } from './live-table.ts';
import { leadLine, repLines, type TeamNow } from './live-view.ts';
import type { Watch } from './poll-leads.ts';

/** Leads that have not reached their end by then never will. */
const LONGEST_SECONDS = 300;
/** How long after all leads seem to be finished the final check runs: they must still be there. */
const LAST_LOOK_AFTER_SECONDS = 4;
/** Reps change less often than leads. */
const LOOKS_PER_TEAM_LOOK = 3;

/** The current state of one lead of the scenario. */
export interface Standing {
  readonly name: string;
  readonly seen?: Seen;
  readonly progress: Progress;
}

export interface ObservationOptions {
  readonly materials: Materials;
  readonly stage: HttpStage;
  readonly watch: Watch;
  readonly display: Display;
  readonly leads: Pick<LeadStore, 'ledger'>;
  readonly reps: Pick<RepStore, 'team'>;
}

/**
 * Polls about once a second and shows the state, until every lead of the scenario has reached its end or cannot reach
 * it any more.
 */
export async function showUntilOver(options: ObservationOptions): Promise<readonly Standing[]> {
  const { materials, stage, watch, display } = options;
  const told = new Map<string, number>();
  const news: string[] = [];
  let teams: readonly TeamNow[] = [];
  let overSince: number | undefined;
  for (let looks = 0; ; looks += 1) {
    const lookedAt = stage.elapsed();
    await watch.look();
    if (looks % LOOKS_PER_TEAM_LOOK === 0) teams = await lookAtTeams(options);
    const standings = standingsOf(materials, watch);
    const changes = newsOf(standings, told, { people: materials.people, second: lookedAt });
    news.push(...changes);
    display.show(frameOf({ ...options, standings, teams, news }), lookedAt, changes);
    const over = standings.every(({ progress }) => progress.where !== 'under_way');
    overSince = over ? (overSince ?? lookedAt) : undefined;
    if (overSince !== undefined && lookedAt - overSince >= LAST_LOOK_AFTER_SECONDS) return standings;
    if (lookedAt > LONGEST_SECONDS) return standings;
    await stage.pause(Math.max(0.2, 1 - (stage.elapsed() - lookedAt)));
  }
}

function standingsOf({ scenario }: Materials, watch: Watch): readonly Standing[] {
  return scenario.leads.map((lead) => {
    const seen = watch.seen(lead.name);
    return { name: lead.name, seen, progress: progressOf(lead, seen) };
  });
}

async function lookAtTeams({ materials, leads, reps }: ObservationOptions): Promise<readonly TeamNow[]> {
  return Promise.all(
    Object.values(materials.plan.teams).map(async (team) => {
      const [members, { ledger }] = await Promise.all([reps.team(team.id), leads.ledger(team.id)]);
      return { team, members, ledger };
    }),
  );
}

function frameOf(options: {
  readonly materials: Materials;
  readonly stage: HttpStage;
  readonly standings: readonly Standing[];
  readonly teams: readonly TeamNow[];
  readonly news: readonly string[];
}): Frame {
  const { materials, stage, standings, teams, news } = options;
  const now = stage.now();
  const arrived = standings.filter(({ progress }) => progress.where === 'arrived').length;
  const here = standings.filter(({ seen }) => seen !== undefined).length;
  const total = standings.length;
  return {
    title: `Baton on the local cloud · ${stage.elapsed().toFixed(0)} s · ${here} of ${total} leads received, ${arrived} finished as expected`,
    leads: standings.flatMap(({ name, seen }) =>
      seen ? [leadLine(materials.people.get(name) ?? name, seen.lead, now)] : [],
    ),
    reps: teams.flatMap((team) => repLines(team, materials.plan.calendars, now)),
    news,
  };
}

/** Returns one line per event that was not shown yet. */
function newsOf(
  standings: readonly Standing[],
  told: Map<string, number>,
  { people, second }: { readonly people: Materials['people']; readonly second: number },
): readonly string[] {
  return standings.flatMap(({ name, seen }) => {
    const events = seen?.timeline.slice(told.get(name) ?? 0) ?? [];
    told.set(name, seen?.timeline.length ?? 0);
    const who = (people.get(name) ?? name).padEnd(16);
    return events.map((event) => `${second.toFixed(0).padStart(4)} s  ${who}  ${eventWords(event)}`);
  });
}
