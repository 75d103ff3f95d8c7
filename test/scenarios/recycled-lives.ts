import type { Answer } from '../../shared/domain/answers/answer.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { holdOf, type Lead } from '../../shared/domain/lead/lead.ts';
import { contactBudgetOf } from '../../shared/domain/nurture/contact-budget.ts';
import type { Condition } from '../../shared/domain/plan/condition.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { recordActivity } from '../../shared/use-cases/answers/record-activity.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { aPlan, aRecycling } from '../support/builders/plan.ts';
import { aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';

export const STAFF = ['kim', 'lea', 'max', 'ann'];
export const CYCLES = 4;
export const CONTACTS = { most: 2, withinSeconds: 45 * DAY };

type Random = () => number;

const field = (name: string, values: readonly string[]): Condition => ({
  kind: 'field',
  field: name,
  test: { op: 'in', values },
});

/** A plan in which everything leads to nurture, and every time in nurture may lead back. */
export function aPlanThatKeepsRecycling(): Plan {
  const plan = aPlan();
  const [demo] = plan.layers[1]?.rules ?? [];
  if (!demo) throw new Error('the plan has no demo rule');
  const { fit, behaviour } = plan.scoring;
  return {
    ...plan,
    scoring: {
      ...plan.scoring,
      fit,
      behaviour: {
        ...behaviour,
        halfLifeSeconds: 20 * DAY,
        points: [...behaviour.points, { when: field('touch', ['pricing_page']), add: 15, atMost: 2 }],
      },
    },
    limits: { ...aPlan().limits, then: 'recycle' },
    working: { quietSeconds: 5 * DAY, then: ['nudge', 'manager', 'recycle'], reason: 'no_answer' },
    layers: [
      {
        layer: 'only',
        rules: [
          { ...demo, when: field('band', ['hot', 'warm']) },
          {
            rule: 'cold',
            when: { kind: 'all', of: [] },
            then: { kind: 'nurture', track: 'newsletter', owner: 'dana', afterSeconds: 20 * DAY },
          },
        ],
      },
    ],
    recycling: aRecycling({
      reasons: {
        later: { track: 'calendar', atMostSeconds: 90 * DAY, times: 3 },
        no_answer: { track: 're-engage', afterSeconds: 30 * DAY, atMostSeconds: 90 * DAY, times: 2 },
        no_budget: {
          track: 'long',
          afterSeconds: 60 * DAY,
          atMostSeconds: 90 * DAY,
          times: 2,
          onlyIf: { kind: 'field', field: 'score', test: { op: 'within', from: 40 } },
        },
      },
      earlyIf: {
        kind: 'any',
        of: [field('touch', ['demo_request']), { kind: 'field', field: 'score', test: { op: 'within', from: 40 } }],
      },
      coolDownSeconds: 7 * DAY,
      stop: { cycles: CYCLES, contacts: CONTACTS, then: 'close' },
    }),
  };
}

/** Simulates one moment in an office: people write, reps answer or do not, a CRM reports activities. */
export async function simulateRecyclingEvent(baton: VirtualBaton, random: Random, turn: number): Promise<void> {
  if (turn % 6 === 0)
    await baton.post(aDemoRequest(`person${turn}`, { touch: pick(['demo_request', 'whitepaper'], random) }));
  for (const lead of [...baton.deps.world.leads.values()]) {
    if (lead.stage.state === 'closed' || random() < 0.4) continue;
    if (random() < 0.25) await simulatePersonActivity(baton, lead, random, turn);
    else if (random() < 0.15) await simulateCall(baton, lead, random, turn);
    else if (holdOf(lead)) await answerAsOwner(baton, lead.id, chooseAnswer(baton, random));
    else if (lead.stage.state === 'waiting' && lead.stage.place === 'queue')
      await simulateManualDecision(baton, lead, random);
    await baton.settle();
  }
}

async function simulatePersonActivity(baton: VirtualBaton, lead: Lead, random: Random, turn: number): Promise<void> {
  const kind = pick(['pricing_page', 'pricing_page', 'mail_opened', 'reply', 'demo_request'], random);
  const at = addSeconds(baton.now, -Math.floor(random() * 3) * DAY);
  await recordActivity(
    { lead: lead.id, kind, at, direction: 'inbound', key: `in ${turn} ${lead.id}` },
    baton.now,
    baton.deps,
  );
}

/**
 * Calls the person, as the owner or as marketing. The office respects the cap, because a contact that has taken place
 * cannot be refused.
 */
async function simulateCall(baton: VirtualBaton, lead: Lead, random: Random, turn: number): Promise<void> {
  if (!canBeContacted(baton, lead)) return;
  const rep = random() < 0.5 ? holdOf(lead)?.rep : 'marketing';
  const call = { lead: lead.id, kind: 'call', at: baton.now, direction: 'outbound', rep } as const;
  await recordActivity({ ...call, key: `out ${turn} ${lead.id}` }, baton.now, baton.deps);
}

function chooseAnswer(baton: VirtualBaton, random: Random): Answer {
  const answers: readonly Answer[] = [
    { answer: 'contacted' },
    { answer: 'contacted', how: 'email_sent' },
    { answer: 'contacted', how: 'call' },
    { answer: 'contacted', how: 'voicemail' },
    { answer: 'contacted', how: 'reply' },
    { answer: 'qualified' },
    { answer: 'declined' },
    { answer: 'misrouted', reason: 'territory' },
    { answer: 'not_now', until: addSeconds(baton.now, Math.ceil(random() * 200) * DAY) },
    { answer: 'not_now', until: addSeconds(baton.now, 30 * DAY), reason: 'later' },
    { answer: 'not_now', reason: 'no_budget' },
    { answer: 'not_now', reason: 'moved_house', until: addSeconds(baton.now, DAY) },
  ];
  return pick(answers, random);
}

async function simulateManualDecision(baton: VirtualBaton, lead: Lead, random: Random): Promise<void> {
  const rep = pick(STAFF, random);
  await assignManually(
    { leadId: lead.id, epoch: lead.epoch, rep, overCap: false, by: 'dana', now: baton.now },
    baton.deps,
  );
}

function canBeContacted(baton: VirtualBaton, lead: Lead): boolean {
  return contactBudgetOf(lead, aPlanThatKeepsRecycling().recycling, baton.now)?.left !== 0;
}

/** Returns some hours or, occasionally, many days. */
export function chooseSeconds(random: Random): number {
  return random() < 0.3 ? Math.ceil(random() * 40) * DAY : Math.ceil(random() * 30) * HOUR;
}

function pick<Item>(from: readonly Item[], random: Random): Item {
  const item = from[Math.floor(random() * from.length)];
  if (item === undefined) throw new Error('there is nothing to choose from');
  return item;
}
