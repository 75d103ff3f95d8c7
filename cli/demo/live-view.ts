import { posts } from '../../shared/domain/assignment/fairness/largest-credit.ts';
import { accountOf, type Ledger, UNIT } from '../../shared/domain/assignment/fairness/ledger.ts';
import { turnWeight } from '../../shared/domain/assignment/strategy.ts';
import { isOpen } from '../../shared/domain/business-hours/working-time.ts';
import { firstTouchDue } from '../../shared/domain/follow-up/sla.ts';
import { type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import { holdOf, type Lead } from '../../shared/domain/lead/lead.ts';
import type { Plan, Team } from '../../shared/domain/plan/plan.ts';
import type { Load, Rep } from '../../shared/domain/team/rep.ts';
import { scheduleOf } from '../../shared/domain/team/schedule.ts';
import { endOf } from './figures.ts';

/** One lead in the live table. */
export interface LeadLine {
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
export interface RepLine {
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
export interface TeamNow {
  readonly team: Team;
  readonly members: readonly { readonly rep: Rep; readonly load: Load }[];
  readonly ledger: Ledger;
}

/** Returns a lead's line of the live table. */
export function leadLine(name: string, lead: Lead, now: Instant): LeadLine {
  const { stage, score, routing } = lead;
  const hold = holdOf(lead);
  const untouched = stage.state === 'assigned' && stage.breachedAt === undefined;
  const due = untouched ? firstTouchDue(stage.deadlines) : lead.dueAt;
  return {
    name,
    state: endOf(lead),
    score: score?.total,
    band: score?.band,
    rule: routing?.route.rule,
    owner: hold?.rep ?? lead.accountable,
    held: hold !== undefined,
    secondsLeft: due === undefined ? undefined : secondsBetween(now, due),
  };
}

/** Returns the lines of a team's reps, by id. Ignores holidays, since the demo's reps have none. */
export function repLines(
  { team, members, ledger }: TeamNow,
  calendars: Plan['calendars'],
  now: Instant,
): readonly RepLine[] {
  const weights = members.map(({ rep }) => (rep.active ? turnWeight(team, rep) : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return members.map(({ rep, load }, index) => ({
    team: team.id,
    rep: rep.id,
    share: total === 0 ? 0 : (weights[index] ?? 0) / total,
    credit: posts(team.turn) ? creditOf(ledger, rep.id) : undefined,
    open: load.open,
    cap: rep.cap?.open ?? team.cap.open,
    shift: shiftOf(rep, team, calendars, now),
  }));
}

/** Returns what a team owes a rep over all bands, in leads. */
function creditOf(ledger: Ledger, rep: string): number {
  return Object.values(ledger.accounts).reduce((sum, accounts) => sum + accountOf(accounts, rep).credit, 0) / UNIT;
}

function shiftOf(rep: Rep, team: Team, calendars: Plan['calendars'], now: Instant): RepLine['shift'] {
  if (!rep.active) return 'left';
  if (rep.leaves.some(({ from, until }) => from <= now && now < until)) return 'on leave';
  return isOpen(scheduleOf({ rep, team, calendars, holidays: [] }), now) ? 'on' : 'off';
}
