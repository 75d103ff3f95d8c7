import type { Answer } from '../../shared/domain/answers/answer.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { holdOf } from '../../shared/domain/lead/lead.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { aCalendar, aPlan, aTeam } from '../support/builders/plan.ts';
import { aDemoRequest, DAY, HOUR } from './a-baton.ts';

const TEAMS: Readonly<Record<string, Rep['teams']>> = {
  kim: { sdr: 1, ae: 1 },
  lea: { sdr: 2 },
  max: { sdr: 1, duty: 1 },
  ana: { ae: 1 },
  bob: { ae: 1, duty: 1 },
  dee: { duty: 1 },
};

/** Six reps in three teams with shared members. */
export const STAFF: readonly Partial<Rep>[] = Object.entries(TEAMS).map(([id, teams]) => ({
  id,
  teams,
  lists: { territory: ['DE'] },
}));

/** Three teams with tight caps, fallbacks, a team that is woken, and leaves that hand over all leads. */
export function anOfficePlan(): Plan {
  const plan = aPlan();
  const [screen, territory] = plan.layers;
  const [demo, cold] = territory?.rules ?? [];
  if (!screen || demo?.then.kind !== 'assign' || !cold) throw new Error('the plan lacks a rule');
  const large = { kind: 'field', field: 'employees', test: { op: 'in', values: ['1000+'] } } as const;
  const urgent = {
    ...demo.then,
    priority: 'urgent' as const,
    need: ['territory'],
    closed: { kind: 'wake', teams: ['duty'], withinSeconds: 900 } as const,
    otherwise: { kind: 'team', id: 'ae' } as const,
  };
  const rules = [{ rule: 'large', when: large, then: urgent }, demo, cold];
  return {
    ...plan,
    teams: {
      sdr: aTeam({ hours: 'office', cap: { open: 3, day: 5 } }),
      ae: aTeam({ id: 'ae', manager: 'ana', turn: 'least_loaded', cap: { open: 4 }, backup: 'duty' }),
      duty: aTeam({ id: 'duty', manager: 'dee', turn: 'round_robin', fairBy: 'team', cap: { open: 2 } }),
    },
    layers: [screen, { layer: 'territory', rules }],
    away: { untouched: 'reassign', working: 'reassign', longerThanSeconds: DAY },
    working: { quietSeconds: 8 * HOUR, then: ['nudge', 'catch_all'], reason: 'no_answer' },
  };
}

/**
 * The plan after a reorganisation: one team and all calendars are removed, leads of reps who left go to managers, turns
 * are credited back.
 */
export function aReorganisedPlan(): Plan {
  const plan = anOfficePlan();
  return {
    ...plan,
    calendars: { days: aCalendar('08:00', '18:00'), nights: aCalendar() },
    teams: {
      sdr: aTeam({ hours: 'days', turn: 'round_robin' }),
      ae: aTeam({ id: 'ae', hours: 'nights', manager: 'kim', turn: 'least_loaded', cap: { open: 4 } }),
    },
    layers: aPlan().layers,
    left: { open: 'manager' },
    answers: { ...plan.answers, cannotTake: { charge: 'give_back' } },
  };
}

type Randomness = <Item>(from: readonly Item[]) => Item;
type OfficeAction = (baton: VirtualBaton, pick: Randomness, turn: number) => Promise<void>;

const postLead: OfficeAction = async (baton, pick, turn) => {
  const large = { employees: '1000+', country: pick(['DE', 'FR']) };
  await baton.post(aDemoRequest(`p${turn}`, pick([{}, large, { touch: 'whitepaper' }])));
};

const postTouchpoint: OfficeAction = async (baton, pick, turn) => {
  const touch = pick(['demo_request', 'whitepaper']);
  await baton.post(aDemoRequest(`p${pick([...Array(turn + 1).keys()])}`, { touch, message: `again ${turn}` }));
};

const answerRandomly: OfficeAction = async (baton, pick) => {
  const held = [...baton.deps.world.leads.values()].filter((lead) => holdOf(lead));
  if (held.length === 0) return;
  const lead = pick(held);
  const answer = pick<Answer>([
    { answer: 'contacted' },
    { answer: 'qualified' },
    { answer: 'declined' },
    { answer: 'misrouted', reason: pick(['territory', 'spam', 'duplicate']) },
    { answer: 'not_now', until: addSeconds(baton.now, DAY) },
    { answer: 'disqualified', reason: 'no_need' },
    { answer: 'converted' },
  ]);
  const by = { person: holdOf(lead)?.rep ?? '', onlyOwn: true };
  const recorded = await recordAnswer({ leadId: lead.id, epoch: lead.epoch, answer, by, now: baton.now }, baton.deps);
  if (recorded.outcome !== 'done' && !(recorded.outcome === 'refused' && recorded.because === 'already_recorded'))
    throw new Error(`an owner's answer was rejected: ${JSON.stringify(recorded)}`);
};

const assignRandomly: OfficeAction = async (baton, pick) => {
  const { id: leadId, epoch } = pick([...baton.deps.world.leads.values()]);
  const move = { leadId, epoch, rep: pick(Object.keys(TEAMS)), overCap: pick([true, false]), reason: 'key_account' };
  await assignManually({ ...move, by: 'mia', now: baton.now }, baton.deps);
};

const changeRandomRep: OfficeAction = async (baton, pick) => {
  const rep = await baton.deps.reps.get(pick(Object.keys(TEAMS)));
  if (!rep) throw new Error('rep not found');
  const leave = { from: addSeconds(baton.now, pick([0, HOUR, DAY])), until: addSeconds(baton.now, pick([2, 5]) * DAY) };
  const change = pick<Partial<Rep>>([
    { active: false },
    { active: true },
    { active: true },
    { leaves: [leave] },
    { leaves: [] },
    { teams: {} },
    { teams: TEAMS[rep.id] ?? {} },
    { cap: { open: pick([0, 1, 10]) } },
    { cap: undefined },
    { hours: pick(['always', 'office', 'nobody-knows']) },
  ]);
  await changeRep({ ...rep, ...change, version: rep.version + 1 }, baton.now, baton.deps);
};

const publishOtherPlan: OfficeAction = async (baton, pick) => {
  await baton.deps.plans.activate(pick([1, 2]));
};

const letTimePass: OfficeAction = async (baton, pick) => {
  await baton.advance(pick([60, 600, HOUR, 5 * HOUR, DAY]));
};

const OFFICE_ACTIONS = [
  postLead,
  postLead,
  postLead,
  postTouchpoint,
  answerRandomly,
  answerRandomly,
  answerRandomly,
  assignRandomly,
  changeRandomRep,
  publishOtherPlan,
  letTimePass,
  letTimePass,
];

/** Simulates one random event: any action a person can take in Baton, or the passage of time. */
export async function simulateOfficeEvent(baton: VirtualBaton, random: () => number, turn: number): Promise<void> {
  const pick: Randomness = (from) => {
    const picked = from[Math.floor(random() * from.length)];
    if (picked === undefined) throw new Error('there is nothing to pick from');
    return picked;
  };
  await (turn === 0 ? postLead : pick(OFFICE_ACTIONS))(baton, pick, turn);
  await baton.settle();
}
