import { firstResponseDueAt } from '../follow-up/sla.ts';
import type { LeadId, RepId, TeamId } from '../ids.ts';
import { addSeconds, type Instant } from '../instant.ts';
import type { Lead } from '../lead/lead.ts';
import type { Days } from '../notifications/morning.ts';
import { type CurrentLoad, effectiveCapsOf, type Rep } from '../team/rep.ts';
import type { MetricFigures, Share } from './figures.ts';

/** A lead in a report, by ids only: what it asks for, who has it, and since or until when. */
export interface ReportedLead {
  readonly lead: LeadId;
  readonly touch?: string;
  readonly source?: string;
  readonly team?: TeamId;
  readonly rep?: RepId;
  readonly at: Instant;
  /** Reason code of a lead that waits. */
  readonly because?: string;
}

/** How many items a review has; `isMore`: it has more than were counted. */
export interface ReviewCount {
  readonly list: string;
  readonly count: number;
  readonly isMore: boolean;
}

/** What a manager's teams are at when the manager's day begins. */
export interface MorningReport {
  readonly to: RepId;
  readonly teams: readonly TeamId[];
  /** Display names of the people in it. */
  readonly names: ReadonlyMap<RepId, string>;
  /** The UTC days of the figures. */
  readonly since: Days;
  readonly figures: MetricFigures;
  /** Clocks that ran out in those days, of those that ended, by the rep whose they were. */
  readonly ranOut: readonly ({ readonly rep: RepId } & Share)[];
  readonly leads: LeadsThisMorning;
  readonly away: readonly { readonly rep: RepId; readonly until: Instant }[];
  /** Who has no free slot left. */
  readonly full: readonly { readonly rep: RepId; readonly open: number; readonly cap: number }[];
  readonly reviews: readonly ReviewCount[];
  /** There are more leads than were looked at. */
  readonly isCut: boolean;
}

/** Leads that need somebody, each list with the most pressing first. */
export interface LeadsThisMorning {
  /** Their first response is overdue. */
  readonly overdue: readonly ReportedLead[];
  /** Their first response is due before the day ends. */
  readonly dueToday: readonly ReportedLead[];
  readonly waiting: readonly ReportedLead[];
  /** Nobody could tell their owner. */
  readonly untold: readonly ReportedLead[];
}

/** Owners are told within seconds, and what fails is tried again by the sweep. After this long, something is wrong. */
const UNTOLD_SECONDS = 15 * 60;

/** Sorts the leads of some teams by what they need. Leads of tests and of shadow mode need nothing. */
export function sortLeads(
  leads: readonly Lead[],
  { now, endsAt }: { readonly now: Instant; readonly endsAt: Instant },
): LeadsThisMorning {
  const real = leads.filter(({ test, shadow }) => !test && !shadow);
  const pick = (timeOf: (lead: Lead) => Instant | undefined): readonly ReportedLead[] =>
    real
      .flatMap((lead) => {
        const at = timeOf(lead);
        return at === undefined ? [] : [reportLead(lead, at)];
      })
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  return {
    overdue: pick(({ stage }) => (stage.state === 'assigned' ? stage.breachedAt : undefined)),
    dueToday: pick(({ stage }) => {
      if (stage.state !== 'assigned' || stage.breachedAt !== undefined) return undefined;
      const dueAt = firstResponseDueAt(stage.deadlines);
      return dueAt < endsAt ? dueAt : undefined;
    }),
    waiting: pick(({ stage, receivedAt }) => {
      if (stage.state !== 'waiting') return undefined;
      return stage.place === 'team' ? stage.workItem.since : receivedAt;
    }),
    untold: pick(({ stage }) =>
      stage.state === 'assigned' && !stage.notifiedAt && addSeconds(stage.assignedAt, UNTOLD_SECONDS) < now
        ? stage.assignedAt
        : undefined,
    ),
  };
}

function reportLead({ id, stage, source, touchpoints }: Lead, at: Instant): ReportedLead {
  const base = { lead: id, touch: touchpoints[0]?.touch, source, at };
  if (stage.state === 'assigned') return { ...base, team: stage.team, rep: stage.owner };
  if (stage.state !== 'waiting') return base;
  return { ...base, because: stage.because, ...(stage.place === 'team' && { team: stage.workItem.team }) };
}

/** Lists who is away at some time until `endsAt`, and until when. */
export function listAway(
  reps: readonly Rep[],
  { now, endsAt }: { readonly now: Instant; readonly endsAt: Instant },
): MorningReport['away'] {
  return reps.flatMap(({ id, active, leaves }) => {
    const leave = active ? leaves.find(({ from, until }) => from < endsAt && now < until) : undefined;
    return leave === undefined ? [] : [{ rep: id, until: leave.until }];
  });
}

/** Lists the active members of a team whose open leads take up all that they may have. */
export function listFull(
  members: readonly { readonly rep: Rep; readonly load: CurrentLoad }[],
  team: Parameters<typeof effectiveCapsOf>[1],
): MorningReport['full'] {
  return members.flatMap(({ rep, load: { open } }) => {
    const { openCap } = effectiveCapsOf(rep, team);
    return rep.active && openCap !== undefined && open >= openCap ? [{ rep: rep.id, open, cap: openCap }] : [];
  });
}

/** Whether a report says anything for which it is worth sending. Who is away is told beside other things only. */
export function hasNews({ figures, ranOut, leads, full, reviews }: MorningReport): boolean {
  const lists = [ranOut, full, reviews, ...Object.values<readonly ReportedLead[]>({ ...leads })];
  return figures.assigned > 0 || figures.attainment.of > 0 || lists.some((list) => list.length > 0);
}
