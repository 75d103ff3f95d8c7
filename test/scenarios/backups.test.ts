import { describe, expect, it } from 'vitest';
import { explainDecision } from '../../shared/domain/assignment/decision-record.ts';
import { addSeconds } from '../../shared/domain/instant.ts';
import { holdOf } from '../../shared/domain/lead/lead.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { saveAccounts } from '../support/builders/account.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aBaton, aDemoRequest, answerAsOwner, DAY, HOUR } from './a-baton.ts';
import { expectInvariants } from './invariants.ts';
import { aWrittenPlan } from './written-plan.ts';

const AWAY = { untouched: 'reassign', working: 'reassign', longerThanSeconds: DAY, then: 'backup' } as const;

async function goOnLeave(baton: VirtualBaton, id: string, startsInSeconds = 600, seconds = 5 * DAY) {
  const rep = await baton.deps.reps.get(id);
  if (!rep) throw new Error(`no rep ${id}`);
  const from = addSeconds(baton.now, startsInSeconds);
  const leaves = [...rep.leaves, { from, until: addSeconds(from, seconds) }];
  await changeRep({ ...rep, leaves, version: rep.version + 1 }, baton.now, baton.deps);
  await baton.settle();
}

/** An office in which `kim` has a lead, and the others come before the backup in turn. */
async function anOffice({
  away = {},
  reps = [],
}: {
  away?: object;
  reps?: readonly (Partial<Rep> & Pick<Rep, 'id'>)[];
} = {}) {
  const baton = await aBaton({ plan: { away: { ...AWAY, ...away } }, reps: [{ id: 'kim', backup: 'zoe' }] });
  const id = await baton.postOne(aDemoRequest());
  for (const rep of [{ id: 'lea' }, { id: 'zoe' }, ...reps]) {
    const usual: Rep = { ...((await baton.deps.reps.get('kim')) as Rep), leaves: [], backup: undefined };
    const before = await baton.deps.reps.get(rep.id);
    await changeRep({ ...usual, ...before, ...rep, version: (before?.version ?? 0) + 1 }, baton.now, baton.deps);
  }
  return { baton, id };
}

const ownerOf = async (baton: VirtualBaton, id: string) => holdOf(await baton.lead(id))?.rep;

describe('when the leave of a rep with a backup begins', () => {
  it('an untouched lead goes to the backup out of turn, and says why', async () => {
    const { baton, id } = await anOffice();
    const ledger = (await baton.deps.leads.ledger('sdr')).ledger;
    await goOnLeave(baton, 'kim');
    expect(await ownerOf(baton, id)).toBe('kim');
    await baton.advance(HOUR / 2);
    const { stage, previousHolders } = await baton.lead(id);
    expect([stage, previousHolders]).toMatchObject([{ state: 'assigned', owner: 'zoe', charged: false }, ['kim']]);
    const events = await baton.deps.leads.timeline(id);
    expect(events.filter(({ type }) => type === 'LeadReleased' || type === 'LeadAssigned').slice(1)).toMatchObject([
      { type: 'LeadReleased', data: { rep: 'kim', because: 'leave' } },
      { type: 'LeadAssigned', data: { rep: 'zoe', because: 'backup', placedBy: 'system' } },
    ]);
    const decision = stage.state === 'assigned' && (await baton.deps.leads.decision(stage.decision ?? ''));
    expect(decision && explainDecision(decision.record, id)).toMatchObject({ chosen: 'zoe', backupFor: 'kim' });
    expect((await baton.deps.leads.ledger('sdr')).ledger.entries).toEqual(ledger.entries);
    await expectInvariants(baton);
  });

  it('a lead being worked goes to the backup too, unless the plan keeps it', async () => {
    const { baton, id } = await anOffice();
    await answerAsOwner(baton, id, { answer: 'contacted' });
    await goOnLeave(baton, 'kim');
    await baton.advance(HOUR / 2);
    expect(await ownerOf(baton, id)).toBe('zoe');
    const keeping = await anOffice({ away: { working: 'keep' } });
    await answerAsOwner(keeping.baton, keeping.id, { answer: 'contacted' });
    await goOnLeave(keeping.baton, 'kim');
    await keeping.baton.advance(HOUR / 2);
    expect(await ownerOf(keeping.baton, keeping.id)).toBe('kim');
  });

  it('goes to the team by turn when the plan does not say backup, or the backup cannot take it', async () => {
    const full = { id: 'zoe', cap: { open: 0 } };
    for (const office of [await anOffice({ away: { then: undefined } }), await anOffice({ reps: [full] })]) {
      await goOnLeave(office.baton, 'kim');
      await office.baton.advance(HOUR / 2);
      expect(await ownerOf(office.baton, office.id)).toBe('lea');
      await expectInvariants(office.baton);
    }
  });

  it('goes to the backup of the backup when that one is on leave already', async () => {
    const { baton, id } = await anOffice({ reps: [{ id: 'zoe', backup: 'max' }, { id: 'max' }] });
    await goOnLeave(baton, 'zoe', 0);
    await goOnLeave(baton, 'kim');
    await baton.advance(HOUR / 2);
    expect(await ownerOf(baton, id)).toBe('max');
  });

  it('goes on to the next backup when the first goes on leave as well, and never back to who is away', async () => {
    const { baton, id } = await anOffice({
      reps: [
        { id: 'zoe', backup: 'max' },
        { id: 'max', backup: 'kim' },
      ],
    });
    await goOnLeave(baton, 'kim');
    await baton.advance(HOUR / 2);
    await goOnLeave(baton, 'zoe');
    await baton.advance(HOUR / 2);
    expect(await ownerOf(baton, id)).toBe('max');
    await goOnLeave(baton, 'max');
    await baton.advance(HOUR / 2);
    expect(await ownerOf(baton, id)).toBe('lea');
    expect((await baton.eventTypesOf(id)).filter((type) => type === 'LeadReleased')).toHaveLength(3);
    await expectInvariants(baton);
  });
});

describe('a new lead of an account whose owner is on leave', () => {
  const plan = aWrittenPlan({
    teams: 'ae: {manager: dana, hours: always, turn: weighted}',
    rules: `
      - {rule: known-account, when: {account.owner: known}, to: {owner_of: account}, cap: ignore, turn: not_charged, otherwise: next}
      - {rule: others, to: ae, otherwise: catch-all}`,
  });
  const leave = (days: number) => [{ from: addSeconds(MONDAY, -HOUR), until: addSeconds(MONDAY, days * DAY) }];

  async function ownerDuring(days: number, { then, zoe = {} }: { then?: 'backup'; zoe?: Partial<Rep> } = {}) {
    const teams = { ae: 1 };
    const reps = [
      { id: 'kim', teams, backup: 'zoe', leaves: leave(days) },
      { id: 'lea', teams },
      { id: 'zoe', teams, ...zoe },
    ];
    const baton = await aBaton({ plan: { ...plan, away: { ...plan.away, then } }, reps });
    await saveAccounts(baton.deps.accounts, { id: 'acme', owner: 'kim' });
    const id = await baton.postOne(aDemoRequest('x', { email: 'x@acme.example' }));
    return [await ownerOf(baton, id), (await baton.eventTypesOf(id)).filter((type) => type === 'LeadFellBack').length];
  }

  it('goes to the backup at once, if the plan says so and the leave is long enough', async () => {
    expect(await ownerDuring(14, { then: 'backup' })).toEqual(['zoe', 0]);
    expect(await ownerDuring(14)).toEqual(['lea', 1]);
    expect(await ownerDuring(1, { then: 'backup' })).toEqual(['lea', 1]);
  });

  it('goes where it would without a backup when that one is full, although the rule ignores caps', async () => {
    expect(await ownerDuring(14, { then: 'backup', zoe: { cap: { open: 0 } } })).toEqual(['lea', 1]);
  });
});
