import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Answer } from '../../shared/domain/answers/answer.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { EVENT_TYPES } from '../../shared/domain/lead/events.ts';
import { holdOf } from '../../shared/domain/lead/lead.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { ClosedPolicy, Rule } from '../../shared/domain/plan/rule.ts';
import type { Team } from '../../shared/domain/plan/team.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import type { VirtualBaton, VirtualBatonOptions } from '../../shared/simulation/virtual-baton.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aCalendar, aColleagueRule, aPlan, aRecycling, aTeam } from '../support/builders/plan.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import { expectBackupsPresent, expectNoLoop } from './timeline-checks.ts';

const TEAMS = ['sdr', 'ae', 'duty'] as const;
const HOURS = { always: aCalendar(), office: aCalendar('09:00', '17:00'), late: aCalendar('14:00', '22:00') };
const MAX_WAIT = 2 * HOUR;
const FIRST_TOUCH = HOUR;
const LONG_LEAVE = 60 * DAY;
const STEP = 2 * HOUR;
const HORIZON = 9 * DAY;
/**
 * The longest that the plans below let an open lead be without anybody hearing of it. A route has at most four targets.
 * At each, a lead waits for the next opening (a day at most), then for as long as it may wait and the first touch, in the
 * working time of reps who work a third of the day. A leave of less than a day stops a clock as well.
 */
const LONGEST_SILENCE = 4 * (DAY + 3 * (MAX_WAIT + FIRST_TOUCH)) + DAY;

const often = <Value>(usual: Value, ...rare: readonly Value[]) => fc.constantFrom(usual, usual, ...rare);

const team = (id: string): fc.Arbitrary<Team> =>
  fc
    .record({
      hours: fc.constantFrom('always', 'office', 'late'),
      turn: fc.constantFrom('weighted', 'round_robin', 'least_loaded'),
      fairBy: fc.constantFrom('band', 'team'),
      cap: often<Team['cap']>({}, { open: 1 }, { open: 3 }, { day: 1 }),
      backup: fc.constantFrom(undefined, ...TEAMS.filter((other) => other !== id)),
      waitSeconds: fc.constantFrom(undefined, 0, MAX_WAIT),
    })
    .map(({ backup, waitSeconds, ...own }) =>
      aTeam({ id, ...own, ...(backup && { backup }), ...(waitSeconds !== undefined && { waitSeconds }) }),
    );

const rule: fc.Arbitrary<Rule> = fc
  .record({
    to: fc.constantFrom(...TEAMS),
    need: fc.constantFrom([], ['territory']),
    relax: fc.constantFrom([], ['territory']),
    priority: fc.constantFrom('urgent', 'normal'),
    closed: fc.constantFrom<ClosedPolicy>(
      { kind: 'hold' },
      { kind: 'wake', teams: ['duty', 'ae'], withinSeconds: 900 },
    ),
    otherwise: fc.constantFrom(
      { kind: 'next' as const },
      { kind: 'team' as const, id: 'ae' },
      { kind: 'queue' as const, id: 'catch-all' },
    ),
  })
  .map((then) => ({
    rule: 'demo',
    when: { kind: 'field', field: 'touch', test: { op: 'in', values: ['demo_request'] } },
    then: { kind: 'assign', ...then },
  }));

const plan: fc.Arbitrary<Plan> = fc
  .record({
    teams: fc.record({ sdr: team('sdr'), ae: team('ae'), duty: team('duty') }),
    rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
    joinsColleagues: fc.boolean(),
    reassign: fc.integer({ min: 0, max: 2 }),
    refuse: fc.integer({ min: 1, max: 3 }),
    charge: fc.constantFrom('keep', 'give_back'),
    away: fc.constantFrom('reassign', 'keep'),
    then: fc.constantFrom('backup', undefined),
  })
  .map(({ teams, rules, joinsColleagues, reassign, refuse, charge, away, then }) => {
    const usual = aPlan();
    const named = rules.map((one, index) => ({ ...one, rule: `demo-${index}` }));
    return {
      ...usual,
      teams,
      calendars: HOURS,
      queues: { 'catch-all': { id: 'catch-all', owner: 'dana', reviewSeconds: DAY } },
      slas: [{ sla: 'all', firstTouchSeconds: FIRST_TOUCH, warnSeconds: 900, ladder: 'hard' }],
      layers: [{ layer: 'all', rules: [...(joinsColleagues ? [aColleagueRule()] : []), ...named] }],
      limits: { ...usual.limits, reassign, refuse },
      working: { quietSeconds: 2 * HOUR, then: ['nudge', 'manager', 'catch_all'], reason: 'no_answer' },
      // A leave that stops clocks must be short: a plan that keeps leads with absent reps lets them wait on purpose.
      away: { untouched: 'reassign', working: away === 'keep' ? 'reassign' : away, longerThanSeconds: DAY, then },
      answers: { ...usual.answers, cannotTake: { charge } },
      recycling: aRecycling({ stop: { cycles: 2, then: 'close' } }),
    } satisfies Plan;
  });

const reps: fc.Arbitrary<readonly Partial<Rep>[]> = fc
  .array(
    fc.record({
      teams: fc.constantFrom<Rep['teams']>(
        { sdr: 1 },
        { sdr: 2 },
        { ae: 1 },
        { duty: 1 },
        { sdr: 1, ae: 3 },
        { sdr: 0 },
      ),
      attributes: fc.constantFrom({ territory: ['DE'] }, { territory: ['AT'] }),
      leave: often<readonly [number, number]>(
        [0, 0],
        [-HOUR, 3 * HOUR],
        [-HOUR, DAY],
        [HOUR, LONG_LEAVE],
        [-HOUR, LONG_LEAVE],
      ),
      active: often(true, true, false),
      // Any of them, so that chains come back, and lead to nobody.
      backup: fc.constantFrom(undefined, ...Array.from({ length: 6 }, (_, index) => `rep${index}`)),
      cap: often<Rep['cap']>(undefined, { open: 1 }),
    }),
    { maxLength: 6 },
  )
  .map((members) =>
    members.map(({ leave: [from, until], ...rep }, index) => ({
      ...rep,
      id: `rep${index}`,
      leaves: until === 0 ? [] : [{ from: addSeconds(MONDAY, from), until: addSeconds(MONDAY, until) }],
    })),
  );

const lead = fc.record({
  company: fc.constantFrom('acme', 'acme', 'bolt', 'coral'),
  country: fc.constantFrom('DE', 'AT', 'FR'),
  afterHours: fc.constantFrom(0, 0, 6, 20),
});

const answer = fc.constantFrom<Answer | undefined>(
  undefined,
  undefined,
  { answer: 'declined' },
  { answer: 'misrouted', reason: 'territory' },
  { answer: 'contacted' },
  { answer: 'not_now', until: addSeconds(MONDAY, 3 * DAY) },
  { answer: 'disqualified', reason: 'no_need' },
);

interface World {
  readonly plan: Plan;
  readonly reps: readonly Partial<Rep>[];
  readonly leads: readonly { readonly company: string; readonly country: string; readonly afterHours: number }[];
  /** How events arrive: as they happened, or twice, late and out of order, or not at all, so that the sweep does it. */
  readonly events: 'in_order' | 'disordered' | 'lost';
  /** What owners answer, in turn. Undefined: nothing, for the whole assignment. */
  readonly answers: readonly (Answer | undefined)[];
}

/** Lets the owner of each newly assigned lead answer, or ignore it. */
async function answerNewOwners(baton: VirtualBaton, { answers }: World, asked: Set<string>) {
  for (const one of [...baton.deps.world.leads.values()]) {
    const turn = `${one.id}-${one.epoch}`;
    if (one.stage.state !== 'assigned' || asked.has(turn)) continue;
    const given = answers[asked.size % answers.length];
    asked.add(turn);
    if (given) await answerAsOwner(baton, one.id, given);
  }
}

/** Records when somebody last heard of each open lead, and expects no lead to have been silent for too long. */
function expectNobodyForgotten(
  baton: VirtualBaton,
  heard: Map<string, { readonly times: number; readonly at: string }>,
) {
  for (const { id, stage } of baton.deps.world.leads.values()) {
    const times = baton.deps.notifier.received.filter(({ lead: about }) => about.id === id).length;
    const last = heard.get(id);
    const isResting = stage.state === 'closed' || stage.state === 'nurturing';
    if (!last || last.times !== times || isResting) heard.set(id, { times, at: baton.now });
    else expect([id, stage, addSeconds(last.at, LONGEST_SILENCE) >= baton.now]).toEqual([id, stage, true]);
  }
}

/** The faults of a world's events. */
function faultsOf({ events }: World): Partial<VirtualBatonOptions> {
  if (events === 'lost') return { switches: { events: false, doorbell: false, timers: false } };
  if (events === 'in_order') return {};
  const random = createSeededRandom(1);
  return { disorder: { duplicate: EVENT_TYPES, delay: ['LeadRouted', 'LeadAssigned'], reorder: EVENT_TYPES, random } };
}

async function liveThrough(world: World): Promise<void> {
  const options = { sweepIntervalSeconds: 300, recyclingIntervalSeconds: 2 * HOUR, ...faultsOf(world) };
  const baton = await aBaton({ plan: world.plan, reps: world.reps, ...options });
  const heard = new Map<string, { readonly times: number; readonly at: string }>();
  const asked = new Set<string>();
  for (let passed = 0; passed <= HORIZON; passed += STEP) {
    for (const [index, { company, country, afterHours }] of world.leads.entries()) {
      const email = `n${index}@${company}.example`;
      if (afterHours * HOUR === passed) await baton.post(aDemoRequest(`n${index}`, { email, country }));
    }
    await baton.settle();
    await answerNewOwners(baton, world, asked);
    await baton.advance(STEP);
    expectNobodyForgotten(baton, heard);
  }
  await expectInvariants(baton);
  // Nobody but the system assigns leads here, so that no cap may be exceeded.
  for (const { id, cap } of baton.deps.world.reps.values())
    expect((await baton.deps.reps.loadOf(id)).open).toBeLessThanOrEqual(cap?.open ?? Number.POSITIVE_INFINITY);
  expect(baton.deps.world.leads.size).toBe(world.leads.length);
  expect(baton.sweepResults.flatMap(({ failed }) => failed)).toEqual([]);
  for (const one of baton.deps.world.leads.values()) {
    const events = await baton.deps.leads.timeline(one.id);
    expectNoLoop(events, world.plan.limits, 30 * (HORIZON / DAY));
    expectBackupsPresent(events, world.reps);
    const owner = holdOf(one)?.rep;
    if (owner !== undefined) expect(baton.deps.world.reps.get(owner)).toMatchObject({ active: true });
  }
}

const world: fc.Arbitrary<World> = fc.record({
  plan,
  reps,
  events: fc.constantFrom('in_order', 'disordered', 'lost'),
  leads: fc.array(lead, { minLength: 1, maxLength: 6 }),
  answers: fc.array(answer, { minLength: 1, maxLength: 6 }),
});

it('whatever the plan, the leaves and the answers, no lead is forgotten, goes round, or returns to who refused it', async () => {
  await fc.assert(fc.asyncProperty(world, liveThrough), { numRuns: 40 });
});
