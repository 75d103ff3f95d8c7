import { describe, expect, it } from 'vitest';
import { sha256 } from '../../shared/adapters/crypto/sha256.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { readSubmission } from '../../shared/domain/intake/read-submission.ts';
import type { LeadStore } from '../../shared/ports/lead-store.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { recordAnswer } from '../../shared/use-cases/answers/record-answer.ts';
import { createOrMergeLead } from '../../shared/use-cases/intake/create-or-merge-lead.ts';
import { aPlan } from '../support/builders/plan.ts';
import { replaceMethods } from '../support/builders/replaced.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';

const PHONE = '+49 30 23125 123';
const NAME = 'Ada Quill';
const byPhone = (more: object = {}) => ({ phone: PHONE, name: NAME, touch: 'demo_request', ...more });
const byMail = (name: string, more: object = {}) => ({ ...byPhone(), email: `${name}@north.example`, ...more });

const open = (baton: VirtualBaton) =>
  [...baton.deps.world.leads.values()].filter(({ stage }) => stage.state !== 'closed');

describe('an address and a number of different people', () => {
  it('create two leads, the second flagged for review', async () => {
    const baton = await aBaton();
    const first = await baton.postOne(byMail('ada'));
    const second = await baton.postOne(byMail('ada.private'));
    expect(second).not.toBe(first);
    expect((await baton.lead(second)).possibleDuplicateOf).toBe(first);
    expect((await baton.lead(first)).possibleDuplicateOf).toBeUndefined();
    await expectInvariants(baton);
  });

  it('are a touchpoint of the lead with the address, which is flagged, and leave the one with the number unchanged', async () => {
    const baton = await aBaton();
    const phoned = await baton.postOne(byMail('grace'));
    const mailed = await baton.postOne({ email: 'ada@north.example', touch: 'demo_request' });
    expect(await baton.postOne(byMail('ada', { message: 'call me' }))).toBe(mailed);
    expect(await baton.lead(mailed)).toMatchObject({ possibleDuplicateOf: phoned, touchpoints: [{}, {}] });
    expect((await baton.lead(phoned)).touchpoints).toHaveLength(1);
  });

  it('are two people behind one switchboard, and nothing is flagged', async () => {
    const baton = await aBaton();
    const first = await baton.postOne(byPhone());
    const second = await baton.postOne(byPhone({ name: 'Grace Moor' }));
    expect(second).not.toBe(first);
    expect((await baton.lead(second)).possibleDuplicateOf).toBeUndefined();
  });
});

describe('a lead known by number and name', () => {
  it('belongs to the person who later submits an address, and is known by both from then on', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(byPhone());
    expect(await baton.postOne(byMail('ada'))).toBe(id);
    expect(await baton.postOne({ email: 'ada@north.example', touch: 'webinar' })).toBe(id);
    expect(await baton.postOne(byPhone({ message: 'again' }))).toBe(id);
    expect((await baton.lead(id)).touchpoints).toHaveLength(4);
    const other = await baton.postOne(byMail('someone.else'));
    expect(other).not.toBe(id);
    expect((await baton.lead(other)).possibleDuplicateOf).toBe(id);
    await expectInvariants(baton);
  });

  it('is found by the combined data of several submissions', async () => {
    const baton = await aBaton();
    const id = await baton.postOne({ email: 'ada@north.example', name: NAME, touch: 'webinar' });
    expect(await baton.postOne({ email: 'ada@north.example', phone: PHONE, touch: 'demo_request' })).toBe(id);
    expect(await baton.postOne(byPhone())).toBe(id);
  });

  it('releases both keys when it is closed', async () => {
    const baton = await aBaton();
    const first = await baton.postOne(byMail('ada'));
    await answerAsOwner(baton, first, { answer: 'disqualified', reason: 'no_need' });
    const next = await baton.postOne(byMail('ada', { message: 'now' }));
    expect(next).not.toBe(first);
    expect(await baton.postOne(byPhone({ message: 'by phone' }))).toBe(next);
    expect((await baton.lead(next)).possibleDuplicateOf).toBeUndefined();
  });
});

/** A lead store on which `first` runs just before this caller's first write. */
function interleaveBeforeWrite(leads: LeadStore, first: () => Promise<unknown>): LeadStore {
  let pending: (() => Promise<unknown>) | undefined = first;
  const commit: LeadStore['commit'] = async (change) => {
    const happens = pending;
    pending = undefined;
    await happens?.();
    return leads.commit(change);
  };
  return replaceMethods(leads, { commit });
}

describe('a touchpoint that races with the closing of its lead', () => {
  const fields = Object.entries(aDemoRequest('ada', { message: 'again' })).map(([name, value]) => ({ name, value }));
  const reading = { source: 'website', touch: 'demo_request' };
  const submission = readSubmission({ lead: { fields, problems: [] }, mapping: reading, hash: sha256 });
  const close = (baton: VirtualBaton, id: string) =>
    answerAsOwner(baton, id, { answer: 'disqualified', reason: 'no_need' });

  it('becomes a new lead when the closing was written first', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    const deps = { ...baton.deps, leads: interleaveBeforeWrite(baton.deps.leads, () => close(baton, id)) };
    const taken = await createOrMergeLead({ submission, keys: { key: 'again' }, now: baton.now }, deps);
    expect(taken.outcome).toBe('created');
    expect(open(baton).map((lead) => lead.id)).toEqual([taken.lead]);
    expect((await baton.lead(id)).touchpoints).toHaveLength(1);
    await expectInvariants(baton);
  });

  it('is added to the lead when it was written first', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    const touch = () => createOrMergeLead({ submission, keys: { key: 'again' }, now: baton.now }, baton.deps);
    const { accountable = '', epoch } = await baton.lead(id);
    const deps = { ...baton.deps, leads: interleaveBeforeWrite(baton.deps.leads, touch) };
    const answer = { answer: 'disqualified', reason: 'no_need' } as const;
    const by = { person: accountable, onlyOwn: true };
    await recordAnswer({ leadId: id, epoch, answer, by, now: baton.now }, deps);
    expect(await baton.lead(id)).toMatchObject({ stage: { state: 'closed' }, touchpoints: [{}, {}] });
    expect(open(baton)).toEqual([]);
    await expectInvariants(baton);
  });
});

describe('a demo request', () => {
  it('returns a nurtured lead to a team at once', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest('ada', { touch: 'whitepaper' }));
    expect((await baton.lead(id)).stage.state).toBe('nurturing');
    await baton.advance(2 * DAY);
    expect(await baton.postOne(aDemoRequest())).toBe(id);
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', sla: 'demo' });
    await expectInvariants(baton);
  });

  it('routes a lead in the catch-all queue again; a touchpoint that matches no other rule is only added', async () => {
    const rules = aPlan().layers[1]?.rules.filter(({ rule }) => rule === 'demo') ?? [];
    const baton = await aBaton({ plan: { layers: [{ layer: 'only', rules }] } });
    const id = await baton.postOne(aDemoRequest('ada', { touch: 'whitepaper' }));
    await baton.post(aDemoRequest('ada', { touch: 'webinar' }));
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'waiting', place: 'queue' });
    await baton.post(aDemoRequest());
    expect((await baton.lead(id)).stage).toMatchObject({ state: 'assigned', sla: 'demo' });
    expect(await baton.eventTypesOf(id)).toEqual(
      expect.arrayContaining(['TouchpointAdded', 'LeadReconsidered', 'LeadRouted']),
    );
    expect((await baton.lead(id)).touchpoints).toHaveLength(3);
    await expectInvariants(baton);
  });

  it('stays the primary touchpoint although a download follows, until the lead is recycled', async () => {
    const baton = await aBaton();
    const id = await baton.postOne(aDemoRequest());
    await baton.post(aDemoRequest('ada', { touch: 'whitepaper' }));
    expect((await baton.lead(id)).features.touch).toBe('demo_request');
    expect((await baton.lead(id)).stage).toMatchObject({ sla: 'demo', revision: 1 });
    await answerAsOwner(baton, id, { answer: 'not_now', until: addSeconds(baton.now, 3 * DAY) });
    await baton.advance(4 * DAY);
    expect((await baton.lead(id)).cycleStartedAt).toBeDefined();
    await baton.post(aDemoRequest('ada', { touch: 'whitepaper', message: 'again' }));
    expect((await baton.lead(id)).features.touch).toBe('whitepaper');
    await expectInvariants(baton);
  });
});
