import type { Calendar } from '../../../shared/domain/business-hours/calendar.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { DEFAULT_PRIVACY } from '../../../shared/domain/plan/privacy.ts';
import type { RecyclingRules } from '../../../shared/domain/plan/recycling.ts';
import type { Rule } from '../../../shared/domain/plan/rule.ts';
import type { Team } from '../../../shared/domain/plan/team.ts';
import type { PlanVersion } from '../../../shared/ports/plan-store.ts';
import { MONDAY } from './moment.ts';

/** Builds a calendar that is open from `start` to `end` on every day of the week. */
export function aCalendar(start = '00:00', end = '24:00'): Calendar {
  const day = [{ start, end }];
  return { week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }, closed: [] };
}

/** Builds a team `sdr` managed by `mia`: always open, weighted turns per band, no caps. */
export function aTeam(overrides: Partial<Team> = {}): Team {
  return {
    id: 'sdr',
    manager: 'mia',
    hours: 'always',
    turn: 'weighted',
    fairBy: 'band',
    cap: {},
    meetings: { passOver: ['urgent', 'high'], longerThanSeconds: 600 },
    ...overrides,
  };
}

/**
 * Builds a small complete plan owned by `dana`: teams `sdr` and `ae` (always open). Demo requests go to `sdr` with an
 * hour for the first response, job applications are screened out, cold leads are nurtured, and leads that match no rule
 * go to queue `catch-all`.
 */
export function aPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    plan: 'inbound',
    owner: 'dana',
    beforeAssignment: { owner: 'dana', withinSeconds: 60 },
    fields: {},
    expect: [],
    scoring: {
      fit: {
        max: 50,
        points: [{ when: { kind: 'field', field: 'employees', test: { op: 'within', from: 1000 } }, add: 30 }],
      },
      behaviour: {
        max: 60,
        points: [{ when: { kind: 'field', field: 'touch', test: { op: 'in', values: ['demo_request'] } }, add: 45 }],
      },
      bands: [
        { band: 'hot', from: 70 },
        { band: 'warm', from: 40 },
        { band: 'cold', from: -100 },
      ],
      mql: 40,
      sql: 70,
    },
    calendars: { always: aCalendar(), office: aCalendar('09:00', '17:00') },
    teams: { sdr: aTeam(), ae: aTeam({ id: 'ae', manager: 'ana', turn: 'round_robin', fairBy: 'team' }) },
    queues: { 'catch-all': { id: 'catch-all', owner: 'dana', reviewSeconds: 7 * 24 * 3600 } },
    slas: [
      {
        sla: 'demo',
        when: { kind: 'field', field: 'touch', test: { op: 'in', values: ['demo_request'] } },
        firstTouchSeconds: 3600,
        warnSeconds: 900,
        ladder: 'hard',
      },
      { sla: 'rest', firstTouchSeconds: 24 * 3600, ladder: 'soft' },
    ],
    ladders: {
      hard: [
        { afterSeconds: 0, tell: 'manager' },
        { afterSeconds: 1800, reassign: 'team' },
      ],
      soft: [
        { afterSeconds: 0, tell: 'rep' },
        { afterSeconds: 14_400, reassign: 'team' },
      ],
    },
    limits: {
      reassign: 2,
      refuse: 3,
      byHand: 3,
      reopen: { most: 3, withinSeconds: 90 * 24 * 3600 },
      then: 'catch_all',
      reason: 'no_answer',
    },
    working: { quietSeconds: 5 * 24 * 3600, then: ['nudge', 'manager', 'catch_all'], reason: 'no_answer' },
    manual: { overCap: 'with_reason', onBreach: 'tell_only' },
    away: { untouched: 'reassign', working: 'keep', longerThanSeconds: 3 * 24 * 3600 },
    left: { open: 'reassign' },
    layers: [
      {
        layer: 'screen',
        rules: [
          {
            rule: 'jobs',
            when: { kind: 'field', field: 'page', test: { op: 'starts', with: '/careers' } },
            then: { kind: 'close', reason: 'not_a_buyer' },
          },
        ],
      },
      {
        layer: 'territory',
        rules: [
          {
            rule: 'demo',
            when: { kind: 'field', field: 'touch', test: { op: 'in', values: ['demo_request'] } },
            then: {
              kind: 'assign',
              to: 'sdr',
              need: [],
              relax: [],
              priority: 'normal',
              closed: { kind: 'hold' },
              otherwise: { kind: 'queue', id: 'catch-all' },
            },
          },
          {
            rule: 'cold',
            when: { kind: 'field', field: 'band', test: { op: 'in', values: ['cold'] } },
            then: { kind: 'nurture', track: 'newsletter', owner: 'dana', afterSeconds: 30 * 24 * 3600 },
          },
        ],
      },
    ],
    otherwise: 'catch-all',
    handoff: [],
    cadences: [],
    answers: {
      cannotTake: { charge: 'keep' },
      wrongForMe: { ask: ['territory', 'segment', 'duplicate', 'spam'], credit: 'give_back' },
      hastySeconds: 30,
    },
    recycling: aRecycling(),
    privacy: DEFAULT_PRIVACY,
    ...overrides,
  };
}

/**
 * Builds the recycling of a plan without a recycling section: three times in nurture, early return from the score of a
 * qualified lead, then closed.
 */
export function aRecycling(overrides: Partial<RecyclingRules> = {}): RecyclingRules {
  const atMostSeconds = 400 * 24 * 3600;
  return {
    reasons: {
      later: { track: 'later', atMostSeconds },
      no_answer: { track: 're-engage', afterSeconds: 30 * 24 * 3600, atMostSeconds },
    },
    earlyIf: { kind: 'field', field: 'score', test: { op: 'within', from: 40 } },
    coolDownSeconds: 0,
    returnsTo: { replied: 'same_owner', otherwise: 'new_owner' },
    stop: { cycles: 3, then: 'close' },
    ...overrides,
  };
}

/** Builds a plan that is about to be published. */
export function aDraft(overrides: Partial<PlanVersion> = {}): Omit<PlanVersion, 'version'> {
  return {
    publishedAt: MONDAY,
    publishedBy: 'dana',
    text: 'plan: inbound',
    tree: { plan: 'inbound' },
    plan: aPlan(),
    ...overrides,
  };
}

/** Builds a rule that gives a lead to the owner of a colleague's lead; without one, the next rule decides. */
export function aColleagueRule() {
  return {
    rule: 'colleague',
    when: { kind: 'field', field: 'same_company_lead', test: { op: 'in', values: ['open'] } },
    then: {
      kind: 'assign',
      to: { ownerOf: 'that_lead' },
      need: [],
      relax: [],
      priority: 'normal',
      closed: { kind: 'hold' },
      otherwise: { kind: 'next' },
    },
  } as const satisfies Rule;
}
