import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReadOffice, type ReadOffice } from './a-read-crm.ts';

describe('an owner whom a person set in the CRM', () => {
  it('has the lead here, as placed by a person, and is not written back', async () => {
    const office = await aReadOffice();
    office.setOwner('u-lea');
    expect((await office.read()).taken).toContainEqual({ outcome: 'owner_taken', leadId: office.id });
    expect((await office.lead()).stage).toMatchObject({ state: 'assigned', owner: 'lea', placedBy: 'person' });
    const [assigned] = (await office.events()).slice(-1);
    expect(assigned).toMatchObject({
      type: 'LeadAssigned',
      actor: { kind: 'person', id: 'hubspot' },
      data: { because: 'crm_owner', previous: 'kim' },
    });
    office.pass(60);
    await office.sync();
    office.pass(60);
    expect((await office.read()).taken.filter(({ outcome }) => outcome !== 'other')).toEqual([]);
    expect(office.crm.records.get(office.record)?.values.owner).toBe('u-lea');
  });

  it.each([
    ['is nobody here', 'u-stranger', true, 'owner_not_a_rep'],
    ['was set by a workflow', 'u-lea', false, 'owner_by_automation'],
  ])('is only told of if they are one who %s, and stays there', async (_, user, byPerson, because) => {
    const office = await aReadOffice();
    office.setOwner(user, { byPerson });
    expect((await office.read()).taken).toContainEqual({ outcome: 'owner_foreign', leadId: office.id, because });
    expect((await office.lead()).stage).toMatchObject({ owner: 'kim' });
    expect(await office.link()).toMatchObject({ foreignOwner: { value: user, because } });
    office.pass(60);
    await office.sync();
    expect(office.crm.records.get(office.record)?.values.owner).toBe(user);
    await office.move('max');
    await office.sync();
    expect(office.crm.records.get(office.record)?.values.owner).toBe('u-max');
    expect(await office.link()).not.toHaveProperty('foreignOwner');
  });

  it('is looked at again if the record is being written', async () => {
    const office = await aReadOffice();
    office.setOwner('u-lea');
    const link = await office.link();
    if (!link) throw new Error('no link');
    const until = new Date(Date.parse(office.now) + 60_000).toISOString();
    await office.deps.links.claim(link, { now: office.now, until });
    expect((await office.read()).taken).toContainEqual({ outcome: 'busy', leadId: office.id });
    expect((await office.readings.load('hubspot'))?.again).toEqual([office.record]);
    office.pass(120);
    await office.read();
    expect((await office.lead()).stage).toMatchObject({ owner: 'lea' });
    expect((await office.readings.load('hubspot'))?.again).toEqual([]);
  });

  it('who left the record without an owner leaves the lead with its owner here', async () => {
    const office = await aReadOffice();
    office.setOwner('');
    await office.read();
    expect((await office.lead()).stage).toMatchObject({ owner: 'kim' });
  });
});

type Step =
  | { readonly do: 'move'; readonly rep: string }
  | { readonly do: 'sync' | 'read' }
  | { readonly do: 'sync, read meanwhile' | 'sync, and be cut off'; readonly when: 'before' | 'after' }
  | { readonly do: 'wait'; readonly seconds: number };

const when = fc.constantFrom('before' as const, 'after' as const);
const ownStep = fc.oneof(
  fc.record({ do: fc.constant('move' as const), rep: fc.constantFrom('kim', 'lea', 'max') }),
  fc.record({ do: fc.constantFrom('sync' as const, 'read' as const) }),
  fc.record({ do: fc.constantFrom('sync, read meanwhile' as const, 'sync, and be cut off' as const), when }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 30, 150) }),
);

/** Does one thing. @returns how many assignments people made here by it */
async function take(office: ReadOffice, step: Step): Promise<number> {
  office.pass(1);
  if (step.do === 'wait') office.pass(step.seconds);
  if (step.do === 'move') return (await office.move(step.rep)) ? 1 : 0;
  if (step.do === 'read') await office.read();
  if (!step.do.startsWith('sync')) return 0;
  office.crm.lookIn = async (at) => {
    if (!('when' in step) || step.when !== at) return;
    office.crm.lookIn = async () => {};
    if (step.do === 'sync, and be cut off') throw new Error('cut off');
    await office.read();
  };
  await office.sync().catch(() => {});
  office.crm.lookIn = async () => {};
  return 0;
}

const assignmentsOf = async (office: ReadOffice) =>
  (await office.events()).filter(({ type }) => type === 'LeadAssigned').length;

describe('what Baton wrote itself', () => {
  it('never comes back as a change, however writes and reads meet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ownStep, { maxLength: 14 }), async (steps) => {
        const office = await aReadOffice();
        let expected = await assignmentsOf(office);
        for (const step of steps) expected += await take(office, step);
        await office.read();
        expect(await assignmentsOf(office)).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('and what people set there come to rest: both have the same owner, and nothing is written any more', async () => {
    const step = fc.oneof(ownStep, fc.record({ set: fc.constantFrom('u-kim', 'u-lea', 'u-max') }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const office = await aReadOffice();
        for (const one of steps) {
          office.pass(1);
          if ('set' in one) office.setOwner(one.set);
          else await take(office, one);
        }
        for (let round = 0; round < 3; round++) {
          office.pass(150);
          await office.read();
          await office.sync();
        }
        const { stage } = await office.lead();
        expect(stage).toMatchObject({ state: 'assigned' });
        const owner = stage.state === 'assigned' ? stage.owner : undefined;
        expect(office.crm.records.get(office.record)?.values.owner).toBe(`u-${owner}`);
        const before = [office.crm.calls.records, await assignmentsOf(office)];
        office.pass(150);
        await office.read();
        await office.sync();
        expect([office.crm.calls.records, await assignmentsOf(office)]).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});
