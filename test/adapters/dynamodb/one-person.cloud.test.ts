import { afterAll, describe, expect, inject, it } from 'vitest';
import { sha256 } from '../../../shared/adapters/crypto/sha256.ts';
import { Database } from '../../../shared/adapters/dynamodb/database.ts';
import { LeadTable } from '../../../shared/adapters/dynamodb/lead-table.ts';
import { RepTable } from '../../../shared/adapters/dynamodb/rep-table.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { readSubmission } from '../../../shared/domain/intake/read-submission.ts';
import { lifecycleStateOf, replayTimeline } from '../../../shared/domain/lead/transitions.ts';
import { createSeededRandom } from '../../../shared/simulation/seeded-random.ts';
import { createOrMergeLead } from '../../../shared/use-cases/intake/create-or-merge-lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { closeLead } from '../../support/builders/moves.ts';
import { uniqueId } from '../../support/builders/unique-id.ts';
import { injectNetworkFaults, type NetworkFaultCounts } from './lossy-network.ts';
import { aClient, createTables } from './test-tables.ts';

/** The races with the same outcome each time need fewer people than the one that is the promise. */
const PEOPLE = { promise: 50, more: 15 };

/** Two concurrent intakes, each with its own client and faulty network. */
describe('one person from two sources at the same moment', () => {
  const endpoint = inject('awsEndpoint');
  const ends: (() => void)[] = [];
  afterAll(() => {
    for (const end of ends) end();
  });

  async function aWorld() {
    const tables = await createTables(endpoint);
    const trouble: NetworkFaultCounts = { conflicts: 0, throttled: 0, lostReplies: 0 };
    const intake = (writer: number) => {
      const client = aClient(endpoint);
      ends.push(() => client.destroy());
      const random = createSeededRandom(20_261_121 + writer);
      const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
      const retry = { maxAttempts: 12, baseMs: 2, capMs: 40, random, sleep };
      const db = new Database(writer === 0 ? client : injectNetworkFaults(client, random, trouble), retry);
      const leads = new LeadTable({ db, tables });
      return {
        ...createInMemoryDeps(),
        leads,
        reps: new RepTable({ db, table: tables.reps }),
        newId: () => uniqueId('id'),
      };
    };
    const take = (deps: ReturnType<typeof intake>, source: string, person: Readonly<Record<string, string>>) => {
      const fields = Object.entries(person).map(([name, value]) => ({ name, value }));
      const reading = { source, touch: 'demo_request' };
      const submission = readSubmission({ lead: { fields, problems: [] }, mapping: reading, hash: sha256 });
      return createOrMergeLead({ submission, keys: { key: `${source} ${JSON.stringify(person)}` }, now: MONDAY }, deps);
    };
    return { calm: intake(0), website: intake(1), webinars: intake(2), take, trouble };
  }

  it('is one lead with both touchpoints, fifty times out of fifty', async () => {
    const { calm, website, webinars, take, trouble } = await aWorld();
    for (let at = 0; at < PEOPLE.promise; at += 1) {
      const person = { email: `ada.${at}@north.example`, name: 'Ada Quill', phone: `+4930231250${10 + at}` };
      const taken = await Promise.all([take(website, 'website', person), take(webinars, 'webinar-tool', person)]);
      expect(taken.map(({ outcome }) => outcome).sort()).toEqual(['created', 'touched']);
      expect(new Set(taken.map(({ lead }) => lead)).size).toBe(1);
      const lead = await calm.leads.load(taken[0]?.lead ?? '');
      expect(lead?.touchpoints.map(({ source }) => source).sort()).toEqual(['webinar-tool', 'website']);
      expect(lead && lifecycleStateOf(lead)).toEqual(replayTimeline(await calm.leads.timeline(lead?.id ?? '')));
    }
    expect(Math.min(trouble.conflicts, trouble.throttled, trouble.lostReplies)).toBeGreaterThan(0);
  });

  it('is one lead when one source has the e-mail address and both have number and name', async () => {
    const { calm, website, webinars, take } = await aWorld();
    for (let at = 0; at < PEOPLE.more; at += 1) {
      const phoned = { name: 'Ada Quill', phone: `+4930231250${10 + at}` };
      const mailed = { ...phoned, email: `ada.${at}@north.example` };
      const [one, other] = await Promise.all([
        take(website, 'website', phoned),
        take(webinars, 'webinar-tool', mailed),
      ]);
      expect(one.lead).toBe(other.lead);
      expect((await calm.leads.load(one.lead))?.touchpoints).toHaveLength(2);
    }
  });

  it('loses no touchpoint that arrives while the lead is closed', async () => {
    const { calm, website, webinars, take } = await aWorld();
    let became = { touched: 0, created: 0 };
    for (let at = 0; at < PEOPLE.more; at += 1) {
      const person = { email: `ada.${at}@north.example` };
      const first = await take(calm, 'website', person);
      const close = async () => {
        for (let done = false; !done; ) {
          const lead = await website.leads.load(first.lead);
          if (!lead) throw new Error('the lead is gone');
          done = (await website.leads.commit({ transitions: [closeLead(lead)] })).outcome === 'done';
        }
      };
      const [touch] = await Promise.all([take(webinars, 'webinar-tool', person), close()]);
      const [ended, now] = [await calm.leads.load(first.lead), await calm.leads.load(touch.lead)];
      expect(ended?.stage.state).toBe('closed');
      expect(now?.touchpoints.map(({ source }) => source)).toContain('webinar-tool');
      if (touch.outcome === 'touched') became = { ...became, touched: became.touched + 1 };
      else became = { ...became, created: became.created + 1 };
      expect(touch.lead === first.lead).toBe(touch.outcome === 'touched');
    }
    expect(became.touched + became.created).toBe(PEOPLE.more);
  });
});
