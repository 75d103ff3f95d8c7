import { usesLedger } from '../../shared/domain/assignment/fairness/largest-credit.ts';
import { type Ledger, ledgerEntryOf, UNITS_PER_LEAD } from '../../shared/domain/assignment/fairness/ledger.ts';
import { turnWeightOf } from '../../shared/domain/assignment/strategy.ts';
import { isOpen } from '../../shared/domain/business-hours/working-time.ts';
import { firstResponseDueAt } from '../../shared/domain/follow-up/sla.ts';
import { type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import { holdOf, type Lead } from '../../shared/domain/lead/lead.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { Team } from '../../shared/domain/plan/team.ts';
import type { CurrentLoad, Rep } from '../../shared/domain/team/rep.ts';
import { workScheduleOf } from '../../shared/domain/team/schedule.ts';
import { stateText } from './figures.ts';

/** One lead in the live table. */
export interface LeadRow {
  readonly name: string;
  readonly state: string;
  readonly score?: number;
  readonly band?: string;
  readonly rule?: string;
  /** The owner; when there is none, the accountable person. */
  readonly owner?: string;
  /** Whether a rep holds it. */
  readonly held: boolean;
  /** Seconds until the next deadline: the first response while it is outstanding. Negative when overdue. */
  readonly secondsLeft?: number;
}

/** One rep in one of their teams. */
export interface RepRow {
  readonly team: string;
  readonly rep: string;
  /** Share of the team's turns, 0 to 1. */
  readonly share: number;
  /** Leads that the team owes them; absent in a team without turns. */
  readonly credit?: number;
  readonly open: number;
  readonly cap?: number;
  readonly shift: 'on' | 'off' | 'on leave' | 'left';
}

/** A team as currently stored. */
export interface TeamSnapshot {
  readonly team: Team;
  readonly members: readonly { readonly rep: Rep; readonly load: CurrentLoad }[];
  readonly ledger: Ledger;
}

/** Returns a lead's line of the live table. */
export function leadToRow(name: string, lead: Lead, now: Instant): LeadRow {
  const { stage, score, routing } = lead;
  const hold = holdOf(lead);
  const untouched = stage.state === 'assigned' && stage.breachedAt === undefined;
  const due = untouched ? firstResponseDueAt(stage.deadlines) : lead.dueAt;
  return {
    name,
    state: stateText(lead),
    score: score?.total,
    band: score?.band,
    rule: routing?.route.rule,
    owner: hold?.rep ?? lead.accountable,
    held: hold !== undefined,
    secondsLeft: due === undefined ? undefined : secondsBetween(now, due),
  };
}

/** Returns the lines of a team's reps, by id. Ignores holidays, since the demo's reps have none. */
export function teamToRows(
  { team, members, ledger }: TeamSnapshot,
  calendars: Plan['calendars'],
  now: Instant,
): readonly RepRow[] {
  const weights = members.map(({ rep }) => (rep.active ? turnWeightOf(team, rep) : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return members.map(({ rep, load }, index) => ({
    team: team.id,
    rep: rep.id,
    share: total === 0 ? 0 : (weights[index] ?? 0) / total,
    credit: usesLedger(team.turn) ? creditOf(ledger, rep.id) : undefined,
    open: load.open,
    cap: rep.cap?.open ?? team.cap.open,
    shift: shiftOf(rep, team, calendars, now),
  }));
}

/** Returns what a team owes a rep over all bands, in leads. */
function creditOf(ledger: Ledger, rep: string): number {
  return (
    Object.values(ledger.entries).reduce((sum, entries) => sum + ledgerEntryOf(entries, rep).credit, 0) / UNITS_PER_LEAD
  );
}

function shiftOf(rep: Rep, team: Team, calendars: Plan['calendars'], now: Instant): RepRow['shift'] {
  if (!rep.active) return 'left';
  if (rep.leaves.some(({ from, until }) => from <= now && now < until)) return 'on leave';
  return isOpen(workScheduleOf({ rep, team, calendars, holidays: [] }), now) ? 'on' : 'off';
}
