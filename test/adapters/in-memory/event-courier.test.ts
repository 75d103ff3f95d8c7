import { describe, expect, it } from 'vitest';
import { type DeliveryFaults, EventDeliverer } from '../../../shared/adapters/in-memory/event-courier.ts';
import type { EventType, LeadEvent } from '../../../shared/domain/lead/events.ts';
import { createSeededRandom } from '../../../shared/simulation/seeded-random.ts';
import { anEvent } from '../../support/builders/event.ts';

const TYPES: readonly EventType[] = ['LeadReceived', 'LeadRouted', 'LeadAssigned', 'RepNotified', 'SlaWarned'];

function aCourier(disorder: Partial<DeliveryFaults> = {}, deliver: (event: LeadEvent) => void = () => {}) {
  const outbox = TYPES.map((type) => anEvent(type));
  const seen: EventType[] = [];
  const courier = new EventDeliverer({
    outbox,
    disorder: { random: () => 0.99, ...disorder },
    deliver: async (event) => {
      seen.push(event.type);
      deliver(event);
    },
  });
  return { outbox, seen, courier };
}

describe('EventCourier', () => {
  it('delivers each event once, in order, without faults', async () => {
    const { seen, courier } = aCourier();
    expect(await courier.run()).toEqual({ delivered: 5, dropped: 0, failed: 0 });
    expect(seen).toEqual(TYPES);
  });

  it('delivers what its consumer causes, and what happened since the last run', async () => {
    const { seen, courier, outbox } = aCourier({}, (event) => {
      if (event.type === 'SlaWarned') outbox.push(anEvent('SlaBreached'));
    });
    await courier.run();
    expect(seen.at(-1)).toBe('SlaBreached');
    outbox.push(anEvent('LeadClosed'));
    await courier.run();
    expect(seen).toEqual([...TYPES, 'SlaBreached', 'LeadClosed']);
  });

  it('drops events', async () => {
    const { seen, courier } = aCourier({ drop: ['LeadRouted', 'LeadAssigned'] });
    expect(await courier.run()).toEqual({ delivered: 3, dropped: 2, failed: 0 });
    expect(seen).toEqual(['LeadReceived', 'RepNotified', 'SlaWarned']);
  });

  it('duplicates events', async () => {
    const { seen, courier } = aCourier({ duplicate: ['LeadRouted'] });
    await courier.run();
    expect(seen).toEqual(['LeadReceived', 'LeadRouted', 'LeadRouted', 'LeadAssigned', 'RepNotified', 'SlaWarned']);
  });

  it('delays events until nothing else is left', async () => {
    const { seen, courier, outbox } = aCourier({ delay: ['LeadReceived'] }, (event) => {
      if (event.type === 'SlaWarned') outbox.push(anEvent('SlaBreached'));
    });
    await courier.run();
    expect(seen).toEqual(['LeadRouted', 'LeadAssigned', 'RepNotified', 'SlaWarned', 'SlaBreached', 'LeadReceived']);
  });

  it('reorders events without losing any', async () => {
    const { seen, courier } = aCourier({ reorder: ['LeadReceived'] });
    await courier.run();
    expect(seen).toEqual(['SlaWarned', 'RepNotified', 'LeadAssigned', 'LeadRouted', 'LeadReceived']);
    const shuffled = aCourier({ reorder: TYPES, random: createSeededRandom(3) });
    await shuffled.courier.run();
    expect(shuffled.seen).not.toEqual(TYPES);
    expect(shuffled.seen.toSorted()).toEqual(TYPES.toSorted());
  });

  it('retries a failed event, then gives it up', async () => {
    let refusals = 2;
    const { seen, courier } = aCourier({}, (event) => {
      if (event.type === 'SlaWarned') throw new Error('never');
      if (event.type === 'LeadRouted' && refusals-- > 0) throw new Error('not yet');
    });
    expect(await courier.run()).toEqual({ delivered: 4, dropped: 0, failed: 1 });
    expect(seen.filter((type) => type === 'LeadRouted')).toHaveLength(3);
    expect(seen.filter((type) => type === 'SlaWarned')).toHaveLength(3);
  });
});
