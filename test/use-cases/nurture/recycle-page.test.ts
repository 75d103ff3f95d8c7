import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { previewRecycling } from '../../../shared/use-cases/nurture/preview-recycling.ts';
import { recyclePage } from '../../../shared/use-cases/nurture/recycle-page.ts';
import { runRecyclingPage } from '../../../shared/use-cases/nurture/recycling-run.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from '../../scenarios/a-baton.ts';
import { aRecycling } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

const BY_HAND = { sweep: false, recycling: false };

/**
 * Stores leads with these names, answered "not now" until tomorrow, the day after and so on, and moves the clock to the
 * day the last one is due.
 */
async function nurtureLeads(names: readonly string[]) {
  const baton = await aBaton({ switches: BY_HAND });
  const ids: string[] = [];
  for (const [day, name] of names.entries()) {
    const id = await baton.postOne(aDemoRequest(name));
    const until = addSeconds(baton.now, (day + 1) * DAY);
    expect(await answerAsOwner(baton, id, { answer: 'not_now', until })).toMatchObject({ outcome: 'done' });
    ids.push(id);
  }
  await baton.advance(names.length * DAY);
  const stateOf = async (id: string) => (await baton.lead(id)).stage.state;
  return { baton, ids, states: () => Promise.all(ids.map(stateOf)) };
}

describe('a page of leads due for recycling', () => {
  it('returns to routing, oldest first, and gives the cursor of the next page', async () => {
    const { baton, states } = await nurtureLeads(['ada', 'ben', 'cleo']);
    const first = await recyclePage({ limit: 2 }, baton.now, baton.deps);
    expect(first).toMatchObject({ returned: 2, nurtured: 0, ended: 0, skipped: 0, failed: [] });
    expect(await states()).toEqual(['received', 'received', 'nurturing']);
    const second = await recyclePage({ limit: 2, cursor: first.cursor }, baton.now, baton.deps);
    expect(second).toMatchObject({ returned: 1, cursor: undefined });
    expect(await states()).toEqual(['received', 'received', 'received']);
  });

  it('leaves leads alone that are not due', async () => {
    const { baton, states } = await nurtureLeads(['ada', 'ben']);
    const page = await recyclePage({ limit: 9 }, addSeconds(baton.now, -DAY / 2), baton.deps);
    expect(page).toMatchObject({ returned: 1, skipped: 0 });
    expect(await states()).toEqual(['received', 'nurturing']);
  });

  it('continues when one lead fails, which keeps its date', async () => {
    const { baton, ids, states } = await nurtureLeads(['ada', 'ben', 'cleo']);
    const { leads } = baton.deps;
    const load: typeof leads.load = async (id) => {
      if (id === ids[1]) throw new RangeError('this one cannot be read');
      return leads.load(id);
    };
    const page = await recyclePage({ limit: 9 }, baton.now, { ...baton.deps, leads: replaceMethods(leads, { load }) });
    expect(page).toMatchObject({ returned: 2, failed: [{ id: ids[1], error: 'RangeError' }] });
    expect(await states()).toEqual(['received', 'nurturing', 'received']);
    expect(await recyclePage({ limit: 9 }, baton.now, baton.deps)).toMatchObject({ returned: 1 });
  });

  it('leaves a lead alone that has moved meanwhile, and does nothing twice', async () => {
    const { baton, ids } = await nurtureLeads(['ada']);
    const stale = await baton.deps.leads.dueForRecycling({ before: baton.now, limit: 9 });
    expect(await recyclePage({ limit: 9 }, baton.now, baton.deps)).toMatchObject({ returned: 1 });
    const lagging = replaceMethods(baton.deps.leads, { dueForRecycling: async () => stale });
    const again = await recyclePage({ limit: 9 }, baton.now, { ...baton.deps, leads: lagging });
    expect(again).toMatchObject({ returned: 0, skipped: 1 });
    expect((await baton.eventTypesOf(ids[0] ?? '')).filter((type) => type === 'LeadRecycled')).toHaveLength(1);
  });

  it('stays in nurture or ends, as the active plan says', async () => {
    const onlyIf = { kind: 'field', field: 'touch', test: { op: 'in', values: ['webinar'] } } as const;
    const row = { track: 'webinars', afterSeconds: DAY, atMostSeconds: DAY, onlyIf };
    const { reasons } = aRecycling();
    const recycling = aRecycling({ reasons: { ...reasons, curious: row, once: { ...row, times: 1 } } });
    const baton = await aBaton({ switches: BY_HAND, plan: { recycling } });
    const curious = await baton.postOne(aDemoRequest('ada'));
    const once = await baton.postOne(aDemoRequest('ben'));
    await answerAsOwner(baton, curious, { answer: 'not_now', reason: 'curious' });
    await answerAsOwner(baton, once, { answer: 'not_now', reason: 'once' });
    await baton.advance(DAY);
    const foretold = await previewRecycling({ before: baton.now, limit: 9 }, baton.now, baton.deps);
    expect(new Map(foretold?.items.map(({ lead, next }) => [lead.id, next.then]))).toEqual(
      new Map([
        [curious, 'nurture'],
        [once, 'end'],
      ]),
    );
    expect(await recyclePage({ limit: 9 }, baton.now, baton.deps)).toMatchObject({
      returned: 0,
      nurtured: 1,
      ended: 1,
    });
    expect((await baton.lead(curious)).stage).toMatchObject({
      state: 'nurturing',
      returnAt: addSeconds(baton.now, DAY),
    });
    expect((await baton.lead(once)).stage).toMatchObject({ state: 'closed', outcome: 'exhausted' });
  });

  it('previews what it would do, for future days too, and writes nothing', async () => {
    const { baton, ids, states } = await nurtureLeads(['ada', 'ben']);
    const events = baton.deps.world.outbox.length;
    const ask = (days: number) =>
      previewRecycling({ before: addSeconds(baton.now, days * DAY), limit: 9 }, baton.now, baton.deps);
    expect((await ask(-1))?.items.map(({ lead, next }) => [lead.id, next.then])).toEqual([[ids[0], 'return']]);
    expect((await ask(0))?.items).toMatchObject([
      { lead: { id: ids[0] }, cycles: 1, next: { then: 'return', because: 'date' } },
      { lead: { id: ids[1] }, cycles: 1, next: { then: 'return', because: 'date' } },
    ]);
    expect(await states()).toEqual(['nurturing', 'nurturing']);
    expect(baton.deps.world.outbox).toHaveLength(events);
  });

  it('ends a lead in shadow mode, as the preview says', async () => {
    const { baton, ids } = await nurtureLeads(['ada']);
    const [id = ''] = ids;
    baton.deps.world.leads.set(id, { ...(await baton.lead(id)), shadow: true });
    const foretold = await previewRecycling({ before: baton.now, limit: 9 }, baton.now, baton.deps);
    expect(foretold?.items.map(({ next }) => next)).toEqual([{ then: 'end', because: 'shadow' }]);
    expect(await recyclePage({ limit: 9 }, baton.now, baton.deps)).toMatchObject({ returned: 0, ended: 1 });
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'closed', outcome: 'shadow' });
  });

  it('is left alone and has no preview while no plan is active', async () => {
    const { baton, states } = await nurtureLeads(['ada']);
    baton.deps.world.activePlan = undefined;
    expect(await previewRecycling({ before: baton.now, limit: 9 }, baton.now, baton.deps)).toBeUndefined();
    expect(await recyclePage({ limit: 9 }, baton.now, baton.deps)).toMatchObject({ returned: 0, skipped: 1 });
    expect(await states()).toEqual(['nurturing']);
  });
});

describe('a run', () => {
  it('is done after the last page or at its limit of pages', async () => {
    const { baton } = await nurtureLeads(['ada']);
    expect(await runRecyclingPage({ page: 0 }, baton.now, baton.deps)).toMatchObject({ page: 1, done: true });
    const more = { items: [], cursor: 'more' };
    const endless = { ...baton.deps, leads: replaceMethods(baton.deps.leads, { dueForRecycling: async () => more }) };
    expect(await runRecyclingPage({ page: 0 }, baton.now, endless)).toMatchObject({ done: false, cursor: 'more' });
    expect(await runRecyclingPage({ page: 199 }, baton.now, endless)).toMatchObject({ page: 200, done: true });
  });
});
