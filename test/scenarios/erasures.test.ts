import { describe, expect, it } from 'vitest';
import { continueErasure, forgetPerson, previewErasure } from '../../shared/use-cases/privacy/forget-person.ts';
import type { PrivacyDeps } from '../../shared/use-cases/privacy/privacy-deps.ts';
import { replayErasures } from '../../shared/use-cases/privacy/replay-erasures.ts';
import { aDemoRequest, answerAsOwner, HOUR } from './a-baton.ts';
import { anErasableOffice, everything, post } from './an-erasable-office.ts';
import { expectInvariants } from './invariants.ts';

describe('an erasure', () => {
  it('finds all leads of a person by any identifier', async () => {
    const { baton, deps, person, w } = await anErasableOffice();
    const first = await baton.postOne({ ...person, email: undefined });
    await baton.post(person);
    await answerAsOwner(baton, first, { answer: 'disqualified', reason: 'no_need' });
    await baton.advance(HOUR);
    const second = await baton.postOne({ ...person, message: 'later' });
    await answerAsOwner(baton, second, { answer: 'disqualified', reason: 'no_need' });
    await baton.advance(HOUR);
    const third = await baton.postOne({ ...person, message: 'much later' });
    const name = `${w('first name')} ${w('last name')}`;
    for (const who of [
      { by: 'email', email: ` ${person.email.toUpperCase()} ` },
      { by: 'phone', phone: person.phone, name },
      { by: 'lead', lead: third },
    ] as const)
      expect((await previewErasure(who, deps))?.leads).toEqual([first, second, third]);
  });

  it('changes nothing when done again, and leaves no second record', async () => {
    const { baton, deps, records, person, forget } = await anErasableOffice();
    const id = await baton.postOne(person);
    await forget();
    const before = await baton.lead(id);
    expect(await forget()).toEqual({ outcome: 'nothing_left' });
    expect(await forget({ by: 'lead', lead: id })).toEqual({ outcome: 'nothing_left' });
    expect(await baton.lead(id)).toEqual(before);
    expect((await records.list({ limit: 10 })).items).toHaveLength(1);
    expect(
      await forgetPerson({ who: { by: 'lead', lead: 'lead_x' }, by: 'a', because: 'request', now: baton.now }, deps),
    ).toEqual({ outcome: 'refused', because: 'no_such_person' });
  });

  it.each([1, 2, 3, 4, 5, 6])('that is cut off at effect %i is finished later', async (cut) => {
    const { baton, canaries, deps, records, person } = await anErasableOffice();
    await baton.postOne(person);
    await baton.postOne(aDemoRequest('zoe'));
    let effects = 0;
    const cutting = <Port extends object>(port: Port, names: readonly string[]): Port =>
      new Proxy(port, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target);
          if (typeof member !== 'function') return member;
          return (...args: unknown[]) => {
            if (names.includes(String(name))) effects += 1;
            if (effects >= cut + 1) throw new Error('the process died');
            return Reflect.apply(member, target, args) as unknown;
          };
        },
      });
    const dying: PrivacyDeps = {
      ...deps,
      leads: cutting(deps.leads, ['commit']),
      eraser: cutting(deps.eraser, ['erasePerson', 'eraseBody', 'eraseFindings']),
      erasures: cutting(deps.erasures, ['save']),
    };
    const who = { by: 'email', email: person.email } as const;
    await forgetPerson({ who, by: 'dana', because: 'request', now: baton.now }, dying).catch(() => undefined);
    await baton.settle();
    expect(await replayErasures({ only: 'unfinished', now: baton.now }, deps)).toMatchObject({ applied: 1, failed: 0 });
    expect(canaries.in(await everything(baton, records))).toEqual([]);
    expect((await records.list({ limit: 10 })).items).toMatchObject([{ remaining: [], doneAt: baton.now }]);
    await expectInvariants(baton);
  });

  it('waits for a body in which others wait too, and then erases it', async () => {
    const { baton, canaries, deps, records, person, forget } = await anErasableOffice();
    const list = JSON.stringify([aDemoRequest('yan'), person]);
    await post(baton, list, { paused: true });
    expect(await forget()).toMatchObject({ outcome: 'continues', erasure: { remaining: ['deliveries'], waiting: 1 } });
    await baton.advance(HOUR);
    expect(await replayErasures({ only: 'unfinished', now: baton.now }, deps)).toMatchObject({ applied: 1 });
    expect(canaries.in(await everything(baton, records))).toEqual([]);
    expect((await deps.leads.list({ by: { state: 'assigned' }, limit: 10 })).items).toHaveLength(1);
  });

  it('is applied again to a table that was restored, and spares who came back', async () => {
    const { baton, canaries, deps, records, person, forget } = await anErasableOffice();
    const old = await baton.postOne(person);
    const { world } = baton.deps;
    const backup = {
      leads: new Map(world.leads),
      people: new Map(world.people),
      timelines: new Map(world.timelines),
      personKeys: new Map(world.personKeys),
      submissions: new Map(world.submissions),
      deliveries: new Map(world.deliveries),
    };
    await forget();
    for (const [name, rows] of Object.entries(backup)) {
      const table: Map<string, unknown> = world[name as keyof typeof backup];
      table.clear();
      for (const [key, row] of rows as Map<string, unknown>) table.set(key, row);
    }
    expect(canaries.in(await everything(baton, records))).not.toEqual([]);
    await baton.advance(HOUR);
    await replayErasures({ only: 'all', now: baton.now }, deps);
    expect(canaries.in(await everything(baton, records))).toEqual([]);
    expect(await baton.lead(old)).toMatchObject({ stage: { outcome: 'forgotten' } });

    const back = await baton.postOne(person);
    await replayErasures({ only: 'all', now: baton.now }, deps);
    expect(await deps.leads.person(back)).toMatchObject({ email: person.email });
    const [erasure] = (await records.list({ limit: 1 })).items;
    if (erasure) await continueErasure(erasure, { now: baton.now }, deps);
    expect((await baton.lead(back)).stage.state).toBe('assigned');
  });
});
