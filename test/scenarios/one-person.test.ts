import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../shared/simulation/seeded-random.ts';
import { receiveDelivery } from '../../shared/use-cases/intake/receive-delivery.ts';
import { injectFaults } from '../support/fault-injection.ts';
import { aBaton, aDemoRequest, answerAsOwner } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const ATTEMPTS = 50;
const WEBSITE = { id: 'website', key: 'website', kind: 'generic', touch: 'demo_request' } as const;
const WEBINARS = { id: 'webinar-tool', key: 'webinars', kind: 'generic', touch: 'demo_request' } as const;

/** Baton on stores that let other writers interleave whenever possible. */
async function interleaveWriters(seed: number) {
  const random = createSeededRandom(seed);
  return aBaton({
    wrapDeps: (deps) => ({ ...deps, ...injectFaults({ leads: deps.leads }, { chances: { conflict: 0.7 }, random }) }),
  });
}

function bodyOf(lead: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(lead));
}

describe('one person who arrives through several channels at the same time', () => {
  it.each(Array.from({ length: ATTEMPTS }, (_, seed) => seed))(
    'is one lead with each touchpoint once, seed %i',
    async (seed) => {
      const baton = await interleaveWriters(seed);
      const arrivals = [WEBSITE, WEBINARS, WEBSITE, WEBINARS];
      await Promise.all(
        arrivals.map((source) =>
          receiveDelivery(
            { source, body: bodyOf(aDemoRequest()), contentType: 'application/json' },
            baton.now,
            baton.deps,
          ),
        ),
      );
      await baton.advance(150);
      const leads = [...baton.deps.world.leads.values()];
      expect(leads.map(({ touchpoints: touches }) => touches.map(({ source }) => source).sort())).toEqual([
        ['webinar-tool', 'website'],
      ]);
      await expectInvariants(baton);
    },
  );

  it('is one new lead when the previous one was closed', async () => {
    const baton = await interleaveWriters(1);
    const first = await baton.postOne(aDemoRequest());
    await answerAsOwner(baton, first, { answer: 'disqualified', reason: 'no_need' });
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        receiveDelivery(
          {
            source: WEBSITE,
            body: bodyOf(aDemoRequest('ada', { message: `${index}` })),
            contentType: 'application/json',
          },
          baton.now,
          baton.deps,
        ),
      ),
    );
    await baton.advance(20 * 60);
    const living = [...baton.deps.world.leads.values()].filter(({ stage }) => stage.state !== 'closed');
    expect(living.map(({ touchpoints: touches }) => touches.length)).toEqual([30]);
    await expectInvariants(baton);
  });
});
