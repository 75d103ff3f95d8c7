import { describe, expect, it } from 'vitest';
import type { Keepable } from '../../../shared/domain/plan/privacy.ts';
import { eraseLead } from '../../../shared/use-cases/privacy/erase-lead.ts';
import type { PrivacyDeps } from '../../../shared/use-cases/privacy/privacy-deps.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { passedOverRulesOf } from '../../../shared/use-cases/routing/passed-over-rules.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { aDemoRequest } from '../../scenarios/a-baton.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anErasure, aPrivacyOffice, closeLeadOf } from './a-privacy-office.ts';

const PHONE = '+493023125123';
const NOTHING = { leads: 0, rows: 0, findings: 0 };

/** An office with a lead of Ada, found by all kinds of keys, and one of Bo. */
async function aLeadToErase() {
  const office = await aPrivacyOffice();
  const { baton, world, deps } = office;
  const ada = await baton.postOne(
    aDemoRequest('ada', { phone: PHONE, crm_record: '7', country: 'DE', industry: 'Ada’s own' }),
  );
  const bo = await baton.postOne(aDemoRequest('bo', { crm_record: '8' }));
  await enrichLead(ada, baton.now, baton.deps);
  const erase = (id = ada, some: PrivacyDeps = deps, keys: readonly string[] = [], keeps: readonly Keepable[] = []) =>
    eraseLead(id, { ...anErasure({ keys }), keeps, now: MONDAY }, some);
  /** What leads to a lead, by kind. */
  const rowsOf = (id: string) => {
    const held = (index: ReadonlyMap<string, string>) => [...index.values()].filter((lead) => lead === id).length;
    return {
      ...{ people: Number(world.people.has(id)), enrichments: Number(world.enrichments.has(id)) },
      ...{ persons: held(world.personKeys), external: held(world.externalIds), submissions: held(world.submissions) },
    };
  };
  return { ...office, ada, bo, erase, rowsOf };
}

function sumOf(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((sum, count) => sum + count);
}

const NO_ROWS = { people: 0, enrichments: 0, persons: 0, external: 0, submissions: 0 };

describe('erasing a lead', () => {
  it('removes its person and every key that leads to it, and nothing of others', async () => {
    const { baton, ada, bo, erase, rowsOf } = await aLeadToErase();
    const [before, others] = [rowsOf(ada), rowsOf(bo)];
    expect(before).toMatchObject({ people: 1, enrichments: 1, persons: 2, external: 1 });
    expect(await erase()).toEqual({ leads: 1, rows: sumOf(before), findings: 0 });
    expect([rowsOf(ada), rowsOf(bo)]).toEqual([NO_ROWS, others]);
    expect(await baton.lead(ada)).toMatchObject({
      ...{ forgottenAt: MONDAY, features: {}, externalIds: [] },
      stage: { state: 'closed', outcome: 'forgotten', reason: 'request' },
    });
    expect((await baton.deps.leads.timeline(ada)).at(-1)).toMatchObject({ data: { erasure: 'era_1', ended: true } });
    expect((await baton.lead(bo)).stage.state).toBe('received');
  });

  it('removes findings that quote the person, and those alone', async () => {
    const { baton, deps, erase } = await aLeadToErase();
    await baton.deps.findings.record({
      ...{ source: 'website', at: MONDAY, deliveries: 0, leads: 0 },
      findings: ['Ada North', 'Ada’s own', 'Bo North'].map((about) => ({
        kind: 'unknown',
        name: 'role',
        about,
        count: 2,
      })),
    });
    expect(await erase()).toMatchObject({ findings: 2 });
    const left = (await baton.deps.findings.ofSource('website')).filter(({ name }) => name === 'role');
    expect(left.map(({ about }) => about)).toEqual(['Bo North']);
    expect((await erase(undefined, deps)).findings).toBe(0);
  });

  it('keeps what it is told to keep', async () => {
    const { baton, deps, ada, erase } = await aLeadToErase();
    await routeLead({ lead: ada }, baton.now, baton.deps);
    await erase(ada, deps, [], ['country', 'rule']);
    const { features, routing, score } = await baton.lead(ada);
    expect([features, routing?.route.rule, score]).toEqual([{ country: 'DE' }, 'demo', undefined]);
  });

  it('writes out which rules the decision passed over, before what they are derived from goes', async () => {
    const { baton, world, deps, ada, erase } = await aLeadToErase();
    await routeLead({ lead: ada }, baton.now, baton.deps);
    await baton.post(aDemoRequest('ada', { touch: 'webinar', page: '/careers' }));
    const passedOver = [{ rule: 'jobs', because: { field: 'page' } }];
    expect(await passedOverRulesOf(await baton.lead(ada), deps)).toEqual(passedOver);
    expect(world.routedFeatures.has(ada)).toBe(true);
    await erase(ada, deps, [], ['rule']);
    const { routing } = await baton.lead(ada);
    expect([routing?.route.passedOver, routing?.featuresKept]).toEqual([passedOver, undefined]);
    expect(world.routedFeatures.has(ada)).toBe(false);
  });

  it('leaves nothing of the decision if the rule is not to be kept', async () => {
    const { baton, world, deps, ada, erase } = await aLeadToErase();
    await routeLead({ lead: ada }, baton.now, baton.deps);
    await baton.post(aDemoRequest('ada', { touch: 'webinar', page: '/careers' }));
    await erase(ada, deps, [], ['country']);
    expect([(await baton.lead(ada)).routing, world.routedFeatures.has(ada)]).toEqual([undefined, false]);
  });

  it('does not depend on a plan that is gone', async () => {
    const { baton, deps, ada, erase } = await aLeadToErase();
    await routeLead({ lead: ada }, baton.now, baton.deps);
    const plans = replaceMethods(deps.plans, { version: async () => undefined });
    expect(await erase(ada, { ...deps, plans }, [], ['rule'])).toMatchObject({ leads: 1 });
    expect((await baton.lead(ada)).routing?.route).toMatchObject({ rule: 'demo' });
  });

  it('leaves a closed lead its outcome', async () => {
    const { baton, ada, erase } = await aLeadToErase();
    await closeLeadOf(baton, ada);
    expect(await erase()).toMatchObject({ leads: 1 });
    expect((await baton.lead(ada)).stage).toMatchObject({ state: 'closed', outcome: 'converted' });
  });

  it('also removes keys that the erasure knows, unless they lead to another lead', async () => {
    const { world, deps, ada, bo, erase } = await aLeadToErase();
    world.personKeys.set('lost', ada).set('taken over', bo);
    await erase(ada, deps, ['lost', 'taken over']);
    expect([world.personKeys.get('lost'), world.personKeys.get('taken over')]).toEqual([undefined, bo]);
  });

  it('does nothing for a lead that does not exist, and nothing twice', async () => {
    const { baton, ada, erase } = await aLeadToErase();
    expect(await erase('lead_none')).toEqual(NOTHING);
    await erase();
    const before = await baton.lead(ada);
    expect(await erase()).toEqual(NOTHING);
    expect(await baton.lead(ada)).toEqual(before);
  });

  it('removes what came back to a forgotten lead, without another event', async () => {
    const { baton, world, ada, erase, rowsOf } = await aLeadToErase();
    const person = world.people.get(ada);
    const keys = new Map(world.personKeys);
    await erase();
    if (person) world.people.set(ada, person);
    for (const [key, id] of keys) world.personKeys.set(key, id);
    const events = await baton.eventTypesOf(ada);
    expect(await erase()).toEqual({ leads: 0, rows: 3, findings: 0 });
    expect([rowsOf(ada), await baton.eventTypesOf(ada)]).toEqual([NO_ROWS, events]);
  });

  it('fails when the lead cannot be saved, so that the erasure is continued later', async () => {
    const { deps, ada, erase } = await aLeadToErase();
    const leads = replaceMethods(deps.leads, { commit: async () => ({ outcome: 'invalid' }) });
    await expect(erase(ada, { ...deps, leads })).rejects.toThrow(`lead ${ada} was not forgotten: invalid`);
    expect(await erase()).toMatchObject({ leads: 1 });
  });
});

describe('a submission that is merged while its lead is erased', () => {
  /** As a submission that was being merged when its person was erased. */
  async function racing() {
    const office = await aLeadToErase();
    const { world, deps, ada } = office;
    const [people, personKeys] = [new Map(world.people), new Map(world.personKeys)];
    let isMerged = false;
    const merge = async () => {
      if (isMerged) return;
      isMerged = true;
      const lead = world.leads.get(ada);
      const person = people.get(ada);
      if (!lead || !person) throw new Error('there is no lead');
      const externalIds = [...lead.externalIds, 'crm:99'];
      world.leads.set(ada, { ...lead, version: lead.version + 1, externalIds });
      world.people.set(ada, { ...person, city: 'Kiel' });
      for (const [key, id] of personKeys) if (id === ada) world.personKeys.set(key, id);
      world.externalIds.set('crm:99', ada);
    };
    const commit: typeof deps.leads.commit = (change) => deps.leads.commit(change);
    return { ...office, merge, commit };
  }

  it('goes with it', async () => {
    const { deps, ada, erase, rowsOf, merge, commit } = await racing();
    const before = sumOf(rowsOf(ada));
    const leads = replaceMethods(deps.leads, {
      commit: async (change) => {
        await merge();
        return commit(change);
      },
    });
    // The person with two keys and an external id came again.
    expect(await erase(ada, { ...deps, leads })).toMatchObject({ leads: 1, rows: before + 4 });
    expect(rowsOf(ada)).toEqual(NO_ROWS);
  });

  it('goes with it, even when the process dies as soon as the lead is forgotten', async () => {
    const { deps, ada, erase, rowsOf, merge, commit } = await racing();
    let isDead = false;
    const leads = replaceMethods(deps.leads, {
      commit: async (change) => {
        await merge();
        const saved = await commit(change);
        isDead = saved.outcome === 'done';
        return saved;
      },
    });
    const eraser = replaceMethods(deps.eraser, {
      erasePerson: async (...about) => (isDead ? Promise.reject(new Error('died')) : deps.eraser.erasePerson(...about)),
    });
    await erase(ada, { ...deps, leads, eraser }).catch(() => undefined);
    await erase();
    expect(rowsOf(ada)).toEqual(NO_ROWS);
  });
});
