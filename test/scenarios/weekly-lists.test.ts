import { describe, expect, it } from 'vitest';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { getMetrics } from '../../shared/use-cases/reporting/get-metrics.ts';
import { getReview, REVIEW_NAMES, type ReviewName } from '../../shared/use-cases/reporting/get-review.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';

async function itemsOf(list: ReviewName, baton: VirtualBaton) {
  return (await getReview(list, { now: baton.now }, baton.deps))?.items ?? [];
}

describe('the weekly reviews', () => {
  it('are empty, each with an owner, when all is well', async () => {
    const baton = await aBaton();
    await baton.postOne(aDemoRequest('ada'));
    for (const list of REVIEW_NAMES)
      expect(await getReview(list, { now: baton.now }, baton.deps)).toMatchObject({
        items: [],
        owner: expect.any(String),
      });
  });

  it('have no owner until a plan names one', async () => {
    const { deps, now } = await aBaton();
    deps.world.activePlan = undefined;
    expect(await getReview('unassigned', { now }, deps)).toBeUndefined();
  });

  it('list what waits, and what waits too long, with who is accountable', async () => {
    const baton = await aBaton({ reps: [{ id: 'kim', active: false }] });
    const lead = await baton.postOne(aDemoRequest('ada'));
    await baton.advance(HOUR);
    expect(await itemsOf('unassigned', baton)).toMatchObject([{ lead, accountable: expect.any(String) }]);
    expect(await itemsOf('queued_long', baton)).toEqual([]);
    await baton.advance(DAY);
    expect(await itemsOf('queued_long', baton)).toMatchObject([{ lead }]);
  });

  it('list what was received and never routed', async () => {
    const baton = await aBaton({ switches: { events: false, sweep: false } });
    const lead = await baton.postOne(aDemoRequest('ada'));
    expect(await itemsOf('unrouted', baton)).toEqual([]);
    await baton.advance(HOUR);
    expect(await itemsOf('unrouted', baton)).toMatchObject([{ lead }]);
  });

  it('list what is past its SLA until the first response', async () => {
    const baton = await aBaton({ reps: [{ id: 'kim' }] });
    const lead = await baton.postOne(aDemoRequest('ada'));
    await baton.advance(80 * 60);
    expect(await itemsOf('past_sla', baton)).toMatchObject([{ lead, rep: 'kim', accountable: 'kim' }]);
    await answerAsOwner(baton, lead, { answer: 'contacted' });
    expect(await itemsOf('past_sla', baton)).toEqual([]);
  });

  it('list what a rep flagged, by rule', async () => {
    const baton = await aBaton();
    const lead = await baton.postOne(aDemoRequest('ada'));
    const { accountable: rep } = await baton.lead(lead);
    await answerAsOwner(baton, lead, { answer: 'misrouted', reason: 'territory' });
    await baton.settle();
    expect(await itemsOf('misrouted', baton)).toMatchObject([{ lead, rep, because: 'territory', team: 'sdr' }]);
    await baton.advance(9 * DAY);
    expect(await itemsOf('misrouted', baton)).toEqual([]);
  });

  it('list what is held by a rep who is away or has left', async () => {
    const baton = await aBaton({ reps: [{ id: 'kim' }] });
    const lead = await baton.postOne(aDemoRequest('ada'));
    const { reps } = baton.deps.world;
    const kim = reps.get('kim');
    if (!kim) throw new Error('no rep kim');
    expect(await itemsOf('held_by_absent', baton)).toEqual([]);
    reps.set('kim', { ...kim, leaves: [{ from: baton.now, until: '2027-01-01T00:00:00.000Z' }] });
    expect(await itemsOf('held_by_absent', baton)).toMatchObject([{ lead, rep: 'kim', because: 'on_leave' }]);
    reps.set('kim', { ...kim, active: false });
    expect(await itemsOf('held_by_absent', baton)).toMatchObject([{ lead, rep: 'kim', because: 'inactive' }]);
  });

  it('list a ledger entry that does not add up', async () => {
    const baton = await aBaton();
    await baton.postOne(aDemoRequest('ada'));
    const ledger = baton.deps.world.ledgers.get('sdr');
    if (!ledger) throw new Error('no turn was taken');
    const [[account, rows] = ['', {}]] = Object.entries(ledger.entries);
    const wrong = Object.fromEntries(
      Object.entries(rows).map(([rep, row]) => [rep, { ...row, credit: row.credit + 1 }]),
    );
    baton.deps.world.ledgers.set('sdr', { ...ledger, entries: { [account]: wrong } });
    expect(await itemsOf('uneven', baton)).toMatchObject([{ team: 'sdr', because: 'ledger_inconsistent' }]);
  });
});

describe('figures of several days', () => {
  it('add up to the total, whatever they are grouped by', async () => {
    const baton = await aBaton();
    for (const name of ['ada', 'ben', 'cleo', 'dan']) {
      const id = await baton.postOne(aDemoRequest(name));
      await answerAsOwner(baton, id, { answer: 'contacted' });
      await baton.settle();
      await baton.advance(DAY);
    }
    const [from, to] = ['2026-11-23', '2026-11-25'];
    for (const by of ['team', 'source', 'rule', 'turn', 'rep'] as const) {
      const { total, rows, days } = await getMetrics({ from, to, by }, baton.deps);
      expect(total).toMatchObject({ received: 3, assigned: 3, attainment: { count: 3, of: 3, rate: 1 } });
      expect(rows.reduce((sum, { figures }) => sum + figures.assigned, 0)).toBe(3);
      expect(days.map(({ day, figures }) => [day, figures.received])).toEqual([
        ['2026-11-23', 1],
        ['2026-11-24', 1],
        ['2026-11-25', 1],
      ]);
    }
  });
});
