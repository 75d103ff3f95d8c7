import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { KEPT_BY_DEFAULT } from '../../../shared/domain/plan/privacy.ts';
import type { Erasure } from '../../../shared/domain/privacy/erasure.ts';
import { continueErasure, forgetPerson, previewErasure } from '../../../shared/use-cases/privacy/forget-person.ts';
import type { PrivacyDeps } from '../../../shared/use-cases/privacy/privacy-deps.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anErasure, aPrivacyOffice } from './a-privacy-office.ts';

const ADA = { by: 'email', email: 'ada@north.example' } as const;
const LATER = addSeconds(MONDAY, 3600);

async function anOffice() {
  const office = await aPrivacyOffice();
  const forget = (input: Partial<Parameters<typeof forgetPerson>[0]> = {}, some: PrivacyDeps = office.deps) =>
    forgetPerson({ who: ADA, by: 'dana', because: 'request', now: MONDAY, ...input }, some);
  return { ...office, forget };
}

function erasureOf(result: Awaited<ReturnType<typeof forgetPerson>>): Erasure {
  if (!('erasure' in result)) throw new Error(`the person was not forgotten: ${result.outcome}`);
  return result.erasure;
}

describe('forgetting a person', () => {
  it('erases their leads and bodies, and records what was erased', async () => {
    const { baton, world, keysOf, records, forget } = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada'));
    const [delivery] = world.deliveries.keys();
    const result = await forget({ ticket: 'dsr-7' });
    expect(result).toEqual({
      outcome: 'forgotten',
      erasure: {
        id: expect.stringMatching(/^era_/),
        ...{ at: MONDAY, by: 'dana', because: 'request', ticket: 'dsr-7', keys: await keysOf(ADA), leads: [id] },
        keeps: KEPT_BY_DEFAULT,
        ...{ remaining: [], doneAt: MONDAY, counts: { leads: 1, rows: 3, deliveries: 1, findings: 0 } },
      },
    });
    expect(await records()).toEqual([erasureOf(result)]);
    expect((await baton.lead(id)).stage).toMatchObject({ outcome: 'forgotten', reason: 'request' });
    expect([world.people.has(id), world.deliveries.has(delivery ?? '')]).toEqual([false, false]);
  });

  it('keeps the default facts about the company unless the plan in force says which', async () => {
    const { baton, forget } = await anOffice();
    const kept = async (name: string, keeps?: readonly 'country'[]) => {
      const id = await baton.postOne(aDemoRequest(name, { country: 'DE', employees: '1000' }));
      await enrichLead(id, baton.now, baton.deps);
      await routeLead({ lead: id }, baton.now, baton.deps);
      const plan = aPlan(keeps && { privacy: { eraseKeeps: keeps } });
      await baton.deps.plans.activate(await baton.deps.plans.publish(aDraft({ plan })));
      await forget({ who: { by: 'lead', lead: id } });
      return (await baton.lead(id)).features;
    };
    expect(await kept('ada')).toEqual({ country: 'DE', employees: '1000', band: 'hot' });
    expect(await kept('bo', ['country'])).toEqual({ country: 'DE' });
    expect(await kept('zoe', [])).toEqual({});
  });

  it('is refused for somebody who does not exist, and leaves no record', async () => {
    const { records, forget } = await anOffice();
    expect(await forget({ who: { by: 'lead', lead: 'lead_none' } })).toEqual({
      ...{ outcome: 'refused', because: 'no_such_person' },
    });
    expect(await records()).toEqual([]);
  });

  it('leaves no record when there is nothing of them', async () => {
    const { baton, records, forget } = await anOffice();
    await baton.postOne(aDemoRequest('bo'));
    expect(await forget()).toEqual({ outcome: 'nothing_left' });
    expect(await records()).toEqual([]);
  });

  it('erases a body nobody has read, even without a lead', async () => {
    const { world, forget, storeUnread } = await anOffice();
    const id = await storeUnread('ada');
    expect(await forget()).toMatchObject({ outcome: 'forgotten', erasure: { leads: [], counts: { deliveries: 1 } } });
    expect(world.deliveries.has(id)).toBe(false);
  });

  it('continues while a body with others in it waits, even without a lead', async () => {
    const { world, records, forget, storeUnread } = await anOffice();
    const id = await storeUnread('ada', 'bo');
    const result = await forget();
    expect(result).toMatchObject({ outcome: 'continues', erasure: { remaining: ['deliveries'], waiting: 1 } });
    expect(erasureOf(result).doneAt).toBeUndefined();
    expect(await records()).toEqual([erasureOf(result)]);
    expect(world.deliveries.has(id)).toBe(true);
  });

  it('starts when not all bodies can be looked at: the rest may name them', async () => {
    const { forget, storeUnread, slowly } = await anOffice();
    for (let body = 0; body < 51; body += 1) await storeUnread(`other${body}`);
    expect(await forget({}, slowly)).toMatchObject({ outcome: 'continues', erasure: { cursor: expect.any(String) } });
  });

  it('finds the person of a lead that was forgotten and restored', async () => {
    const { baton, world, forget } = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada'));
    const person = await baton.deps.leads.person(id);
    await forget();
    expect(await forget({ who: { by: 'lead', lead: id } })).toEqual({ outcome: 'nothing_left' });
    if (person) world.people.set(id, person);
    expect(await forget({ who: { by: 'lead', lead: id } })).toMatchObject({
      ...{ outcome: 'forgotten', erasure: { counts: { leads: 0, rows: 1 } } },
    });
    expect(world.people.has(id)).toBe(false);
  });

  it('erases nothing before it is recorded', async () => {
    const { baton, deps, forget } = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada'));
    const erasures = replaceMethods(deps.erasures, { save: async () => Promise.reject(new Error('throttled')) });
    await expect(forget({}, { ...deps, erasures })).rejects.toThrow('throttled');
    expect(await deps.leads.person(id)).toBeDefined();
    expect((await baton.lead(id)).forgottenAt).toBeUndefined();
  });

  it('is recorded as soon as the person is found', async () => {
    const { baton, deps, records, forget } = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada'));
    let reads = 0;
    const loadMany: typeof deps.leads.loadMany = async (ids) => {
      reads += 1;
      return reads > 1 ? Promise.reject(new Error('died')) : deps.leads.loadMany(ids);
    };
    await expect(forget({}, { ...deps, leads: replaceMethods(deps.leads, { loadMany }) })).rejects.toThrow('died');
    expect(await records()).toMatchObject([{ leads: [id], remaining: ['leads', 'deliveries'] }]);
  });

  it.each(['erasePerson', 'eraseBody'] as const)('leaves a record of what remains when %s fails', async (step) => {
    const { baton, deps, records, forget } = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada'));
    const eraser = replaceMethods(deps.eraser, { [step]: async () => Promise.reject(new Error('throttled')) });
    await expect(forget({}, { ...deps, eraser })).rejects.toThrow('throttled');
    const [left = anErasure()] = await records();
    expect(left).toMatchObject({ leads: [id], remaining: ['leads', 'deliveries'] });
    expect(await continueErasure(left, { now: LATER }, deps)).toMatchObject({ remaining: [], doneAt: LATER });
    expect(await deps.leads.person(id)).toBeUndefined();
  });
});

describe('a preview', () => {
  it('counts what would be erased and changes nothing', async () => {
    const { baton, world, deps, keysOf, records, storeUnread } = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada'));
    await storeUnread('ada', 'bo');
    const [lead, deliveries] = [await baton.lead(id), world.deliveries.size];
    expect(await previewErasure(ADA, deps)).toEqual({
      ...{ keys: await keysOf(ADA), leads: [id], deliveries: 1, waiting: 1, isPartial: false },
    });
    expect([await baton.lead(id), world.deliveries.size, await records()]).toEqual([lead, deliveries, []]);
  });

  it('leaves out leads that hold nothing of the person, and says when there are too many bodies to look at', async () => {
    const { baton, deps, slowly, forget, storeUnread } = await anOffice();
    const id = await baton.postOne(aDemoRequest('ada'));
    await forget();
    const who = { by: 'lead', lead: id } as const;
    expect(await previewErasure(who, deps)).toMatchObject({ leads: [], deliveries: 0, isPartial: false });
    for (let body = 0; body < 51; body += 1) await storeUnread(`other${body}`);
    expect(await previewErasure(who, slowly)).toMatchObject({ isPartial: true });
  });

  it('of somebody who does not exist is nothing', async () => {
    const { deps } = await anOffice();
    expect(await previewErasure({ by: 'external', externalId: 'crm:none' }, deps)).toBeUndefined();
  });
});
