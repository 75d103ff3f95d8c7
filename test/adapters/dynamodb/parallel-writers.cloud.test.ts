import { afterAll, describe, expect, inject, it } from 'vitest';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { DoNotContactTable } from '../../../shared/adapters/dynamodb/do-not-contact-table.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../../shared/adapters/dynamodb/rep-table.ts';
import { InMemoryCalendarStore } from '../../../shared/adapters/in-memory/in-memory-calendar-store.ts';
import { InMemoryPlanStore } from '../../../shared/adapters/in-memory/in-memory-plan-store.ts';
import { InMemorySourceStore } from '../../../shared/adapters/in-memory/in-memory-source-store.ts';
import { createWorld } from '../../../shared/adapters/in-memory/in-memory-world.ts';
import { createSeededRandom } from '../../../shared/simulation/seeded-random.ts';
import { assignTeam } from '../../../shared/use-cases/assignment/assign-team.ts';
import { aDecision, nextLedger } from '../../support/builders/ledger.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { assignToRep, closeLead, declineLead, makeFirstResponse } from '../../support/builders/moves.ts';
import { aDraft, aPlan, aTeam } from '../../support/builders/plan.ts';
import { aRep, aRepChange, saveReps } from '../../support/builders/rep.ts';
import { uniqueId } from '../../support/builders/unique-id.ts';
import { countConflicts } from '../../support/conflicting-writes.ts';
import { injectNetworkFaults, type NetworkFaultCounts } from './lossy-network.ts';
import { aRoutedLead, CAP, expectConsistentRecords, REPS, TEAMS } from './shared-team.ts';
import { aClient, createTables } from './test-tables.ts';

const LEADS = 60;
const SEED = 20_261_123;

/** Sixteen concurrent writers, each with its own client and faulty network. */
describe('writers in parallel', () => {
  const endpoint = inject('awsEndpoint');
  const ends: (() => void)[] = [];
  afterAll(() => {
    for (const end of ends) end();
  });

  async function aWorld() {
    const tables = await createTables(endpoint);
    const trouble: NetworkFaultCounts = { conflicts: 0, throttled: 0, lostReplies: 0 };
    const plans = new InMemoryPlanStore(createWorld());
    const sources = new InMemorySourceStore(createWorld());
    const calendars = new InMemoryCalendarStore();
    const [sdr, ae] = TEAMS.map((id) => aTeam({ id, cap: { open: CAP } }));
    await plans.publish(aDraft({ plan: aPlan({ teams: { ...(sdr && { sdr }), ...(ae && { ae }) } }) }));
    await plans.activate(1);
    const storesFor = (writer: number, calm = false) => {
      const client = aClient(endpoint);
      ends.push(() => client.destroy());
      const chance = createSeededRandom(SEED + writer);
      const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
      // Of sixteen writers of one item, one gets through each time: the last conflicts with all others before it.
      const retry = { maxAttempts: 30, baseMs: 2, capMs: 40, random: chance, sleep };
      const db = new Database(calm ? client : injectNetworkFaults(client, chance, trouble), retry);
      return {
        leads: new LeadTable({ db, tables }),
        reps: new RepTable({ db, table: tables.reps }),
        doNotContact: new DoNotContactTable({ db, table: tables.reps }),
        chance,
      };
    };
    const calm = storesFor(0, true);
    await saveReps(calm.reps, ...REPS.map((id) => aRep({ id, teams: { sdr: 1, ae: 1 } })));
    const ids = await Promise.all(
      Array.from({ length: LEADS }, async (_, at) => (await aRoutedLead(calm.leads, TEAMS[at % 2] ?? 'sdr')).id),
    );
    const drain = async (stores: Pick<typeof calm, 'leads' | 'reps' | 'doNotContact'>, team: string) =>
      assignTeam(team, MONDAY, { ...stores, plans, sources, calendars, newId: () => uniqueId('id') });
    return { calm, ids, storesFor, drain, trouble };
  }

  it('assign each lead once and keep all caps and ledgers, whatever interleaves', async () => {
    const { calm, ids, storesFor, drain, trouble } = await aWorld();
    const ended: Record<string, number> = {};
    const count = (outcome: string) => {
      ended[outcome] = (ended[outcome] ?? 0) + 1;
    };
    const pick = <Item>(items: readonly Item[], chance: () => number): Item => {
      const item = items[Math.floor(chance() * items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    };
    let robotsBusy = 10;

    const robot = async (writer: number) => {
      const stores = storesFor(writer);
      for (let round = 0; round < 2; round += 1) {
        // A team's writers fence each other off here on purpose; one that never succeeded is rung again.
        await drain(stores, TEAMS[writer % 2] ?? 'sdr').catch((error: Error) => {
          if (!error.message.includes('kept changing')) throw error;
          count('rung_again');
        });
      }
      robotsBusy -= 1;
    };

    const answering = async (writer: number) => {
      const { leads, chance } = storesFor(writer);
      while (robotsBusy > 0) {
        const lead = await leads.load(pick(ids, chance));
        if (lead?.stage.state !== 'assigned' && lead?.stage.state !== 'working') continue;
        const answers = lead.stage.state === 'assigned' ? [makeFirstResponse, declineLead, closeLead] : [closeLead];
        count((await leads.commit({ transitions: [pick(answers, chance)(lead)] })).outcome);
      }
    };

    const managing = async (writer: number) => {
      const { leads, chance } = storesFor(writer);
      while (robotsBusy > 0) {
        const lead = await leads.load(pick(ids, chance));
        const rep = pick(REPS, chance);
        if (!lead || ('owner' in lead.stage && lead.stage.owner === rep) || lead.stage.state === 'closed') continue;
        const admission = { day: '2026-11-23', openCap: CAP };
        const move = assignToRep(lead, { rep, team: pick(TEAMS, chance), placedBy: 'person', admission });
        count((await leads.commit({ transitions: [move] })).outcome);
      }
    };

    const changing = async (writer: number) => {
      const { reps, chance } = storesFor(writer);
      while (robotsBusy > 0) {
        const rep = await reps.get(pick(REPS, chance));
        if (!rep) throw new Error('a rep is gone');
        const later = { ...rep, version: rep.version + 1, lists: { language: [pick(['de', 'en'], chance)] } };
        count(`change_${(await reps.save(later, aRepChange(later))).outcome}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };

    await Promise.all([
      ...Array.from({ length: 10 }, (_, at) => robot(1 + at)),
      ...[11, 12, 13].map(answering),
      ...[14, 15].map(managing),
      changing(16),
    ]);
    await expectConsistentRecords(calm, ids);

    for (const team of [...TEAMS, ...TEAMS]) await drain(calm, team);
    const leads = await expectConsistentRecords(calm, ids);
    const waiting = leads.filter(({ stage }) => stage.state === 'waiting');
    for (const rep of REPS) {
      const { open } = await calm.reps.loadOf(rep);
      expect(open).toBeLessThanOrEqual(CAP);
      if (open < CAP) for (const lead of waiting) expect(lead.previousHolders).toContain(rep);
    }
    // Without these faults and conflicts the run would prove nothing.
    expect(countConflicts()).toBeGreaterThan(0);
    expect(Math.min(trouble.conflicts, trouble.throttled, trouble.lostReplies)).toBeGreaterThan(0);
    expect(Math.min(ended.done ?? 0, ended.change_done ?? 0)).toBeGreaterThan(0);
    expect(ended.invalid).toBeUndefined();
  });

  it('fence off a writer with an older ledger, which changes nothing', async () => {
    const { calm, ids, storesFor, drain } = await aWorld();
    await drain(calm, 'sdr');
    const { ledger: seen } = await calm.leads.ledger('sdr');
    const held = (await calm.leads.loadMany(ids)).find(({ stage }) => stage.state === 'assigned');
    if (!held) throw new Error('no lead was assigned');
    await calm.leads.commit({ transitions: [closeLead(held)] });
    ids.push((await aRoutedLead(calm.leads, 'sdr')).id);
    await drain(calm, 'sdr');
    const before = await expectConsistentRecords(calm, ids);
    const waiting = before.find(({ stage }) => stage.state === 'waiting');
    if (!waiting) throw new Error('no lead waits');

    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, writer) =>
        storesFor(writer).leads.commit({
          transitions: [assignToRep(waiting, { rep: 'kim', team: 'sdr' })],
          ledger: nextLedger(seen),
          decision: aDecision(`late_${writer}`, waiting.id),
        }),
      ),
    );
    expect(outcomes).toEqual(Array(8).fill({ outcome: 'fenced' }));
    expect(await expectConsistentRecords(calm, ids)).toEqual(before);
  });

  it('assign a contested lead once', async () => {
    const { calm, ids, storesFor } = await aWorld();
    const [lead] = await calm.leads.loadMany(ids.slice(0, 1));
    if (!lead) throw new Error('no lead');
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, writer) =>
        storesFor(writer).leads.commit({
          transitions: [assignToRep(lead, { rep: REPS[writer % REPS.length], placedBy: 'person' })],
        }),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'stale')).toHaveLength(15);
    await expectConsistentRecords(calm, ids);
  });
});
