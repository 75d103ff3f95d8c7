import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/instant.ts';
import { holdOf } from '../../shared/domain/lead/lead.ts';
import { followOpenDeal } from '../../shared/use-cases/answers/follow-open-deal.ts';
import { recordDeal } from '../../shared/use-cases/answers/record-deal.ts';
import { assignManually } from '../../shared/use-cases/assignment/assign-manually.ts';
import { assignTeam } from '../../shared/use-cases/assignment/assign-team.ts';
import { queuedLeads } from '../use-cases/situations.ts';
import { answerAsOwner } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const CAP = 3;
const REPS = ['kim', 'lea'];
const ANSWERS = {
  contacted: { answer: 'contacted' },
  qualified: { answer: 'qualified' },
  declined: { answer: 'declined' },
  lost: { answer: 'disqualified', reason: 'no_need' },
} as const;

const deal = { stages: { first: 2, second: 0.5, third: 3.75 }, otherwise: 1.25 };
const which = fc.nat({ max: 30 });
const step = fc.oneof(
  fc.record({ do: fc.constant('assign' as const) }),
  fc.record({
    do: fc.constant('answer' as const),
    said: fc.constantFrom('contacted', 'qualified', 'declined', 'lost'),
    which,
  }),
  fc.record({ do: fc.constant('move' as const), rep: fc.constantFrom(...REPS), which }),
  fc.record({ do: fc.constant('win' as const), which }),
  fc.record({
    do: fc.constant('deal' as const),
    id: fc.constantFrom('1', '2', '3', '4'),
    stage: fc.option(fc.constantFrom('first', 'second', 'third', 'other')),
    rep: fc.constantFrom(...REPS),
    about: fc.array(which, { maxLength: 3 }),
  }),
);

it('loads are the exact sums of what leads take, however deals move, and a rep over the cap gets no lead', async () => {
  let heaviest = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const plan = { capacity: { working: 0.75, qualified: 0.5, deal } };
      const { baton } = await queuedLeads(8, { plan, reps: REPS.map((id) => ({ id, cap: { open: CAP } })) });
      const { deps } = baton;
      for (const [at, one] of [{ do: 'assign' as const }, ...steps].entries()) {
        const now = addSeconds(baton.now, at);
        const all = [...deps.world.leads.values()];
        const held = all.filter((lead) => holdOf(lead) !== undefined);
        const chosen = 'which' in one ? held[one.which % Math.max(1, held.length)] : undefined;
        if (one.do === 'assign') {
          const before = new Map(
            await Promise.all(REPS.map(async (id) => [id, (await deps.reps.loadOf(id)).open] as const)),
          );
          await assignTeam('sdr', now, deps);
          for (const id of REPS) {
            const { open } = await deps.reps.loadOf(id);
            const was = before.get(id) ?? 0;
            expect(open === was || open <= CAP).toBe(true);
          }
        } else if (one.do === 'deal') {
          const leads = one.about.flatMap((index) => all[index % all.length]?.id ?? []);
          const open = one.stage === null ? {} : { open: { stage: one.stage, rep: one.rep } };
          await followOpenDeal({ key: `hubspot-deal:${one.id}`, leads, via: 'hubspot', ...open }, now, deps);
        } else if (chosen && one.do === 'answer') {
          await answerAsOwner(baton, chosen.id, ANSWERS[one.said], { person: holdOf(chosen)?.rep ?? '' });
        } else if (chosen && one.do === 'move') {
          const { id: leadId, epoch } = chosen;
          await assignManually({ leadId, epoch, rep: one.rep, by: 'mia', reason: 'x', overCap: true, now }, deps);
        } else if (chosen && one.do === 'win') {
          const won = { lead: chosen.id, id: '9', outcome: 'won', at: now, via: 'hubspot', key: `deal:${at}` } as const;
          await recordDeal(won, now, deps);
        }
        await expectInvariants(baton);
        const noted = [...deps.world.leads.values()].flatMap(({ stage, deals = [] }) =>
          stage.state === 'closed' ? [] : deals.map(({ key }) => key),
        );
        expect(new Set(noted).size).toBe(noted.length);
        for (const id of REPS) heaviest = Math.max(heaviest, (await deps.reps.loadOf(id)).open);
      }
    }),
    { numRuns: 40 },
  );
  expect(heaviest).toBeGreaterThan(CAP);
}, 60_000);
