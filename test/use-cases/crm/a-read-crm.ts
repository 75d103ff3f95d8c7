import { InMemoryCrm } from '../../../shared/adapters/in-memory/in-memory-crm.ts';
import { InMemoryCrmChanges } from '../../../shared/adapters/in-memory/in-memory-crm-changes.ts';
import { InMemoryCrmLinkStore } from '../../../shared/adapters/in-memory/in-memory-crm-links.ts';
import { InMemoryCrmNudges } from '../../../shared/adapters/in-memory/in-memory-crm-nudges.ts';
import { InMemoryCrmReadingStore } from '../../../shared/adapters/in-memory/in-memory-crm-readings.ts';
import type { CrmActivity } from '../../../shared/domain/crm/crm-change.ts';
import { addSeconds, type Instant } from '../../../shared/domain/instant.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { CrmRecordWrite } from '../../../shared/ports/crm.ts';
import { assignManually } from '../../../shared/use-cases/assignment/assign-manually.ts';
import { readCrm } from '../../../shared/use-cases/crm/read-crm.ts';
import type { ReadingDeps } from '../../../shared/use-cases/crm/reading-deps.ts';
import { syncLeads } from '../../../shared/use-cases/crm/sync-leads.ts';
import { anAssignedLead, type StoppedBaton } from '../stopped-baton.ts';
import { SETTINGS } from './a-crm-office.ts';

const REPS = ['kim', 'lea', 'max'];
/** The last user is nobody here. */
const USERS = [...REPS, 'stranger'].map((name) => ({ id: `u-${name}`, email: `${name}@acme.example`, active: true }));

/** A CRM whose records can be read as they were written, with a look in at each write. */
class ObservedCrm extends InMemoryCrm {
  readonly changes = new InMemoryCrmChanges();
  now: () => Instant;
  /** Called before and after records are written. A failure after it is one that hides what was done. */
  lookIn: (when: 'before' | 'after') => Promise<void> = async () => {};

  constructor(now: () => Instant) {
    super(USERS);
    this.now = now;
  }

  override async saveRecords(writes: readonly CrmRecordWrite[]) {
    await this.lookIn('before');
    const results = await super.saveRecords(writes);
    for (const id of this.records.keys()) this.tellOf(id);
    await this.lookIn('after');
    return results;
  }

  /** Lets what the record says be read. */
  tellOf(id: string, more: { readonly byPerson?: boolean } = {}): void {
    const { values } = this.records.get(id) ?? { values: {} };
    const { owner, baton_lead: lead } = values;
    const before = this.changes.records.get(id);
    const isOther = before?.owner !== owner;
    this.changes.records.set(id, {
      record: id,
      formerRecords: [],
      changedAt: this.now(),
      ...(lead !== undefined && { lead }),
      ...(owner !== undefined && { owner }),
      ...(isOther
        ? { ownerChange: { at: this.now(), byPerson: more.byPerson ?? true } }
        : before?.ownerChange && { ownerChange: before.ownerChange }),
    });
  }
}

/** A lead assigned to Kim, and a CRM that is written and read when the test says so. */
export class ReadOffice {
  readonly #started: StoppedBaton;
  #now: Instant;
  readonly crm: ObservedCrm;
  readonly readings = new InMemoryCrmReadingStore();
  readonly #nudges = new InMemoryCrmNudges(() => this.#now);
  readonly #links: InMemoryCrmLinkStore;

  constructor(started: StoppedBaton) {
    this.#started = started;
    this.#now = started.baton.now;
    this.crm = new ObservedCrm(() => this.#now);
    this.#links = new InMemoryCrmLinkStore(started.deps.world);
  }

  get id() {
    return this.#started.id;
  }

  get now() {
    return this.#now;
  }

  pass(seconds: number): void {
    this.#now = addSeconds(this.#now, seconds);
  }

  get #connection() {
    return async () => ({ settings: { ...SETTINGS, users: {} }, crm: this.crm, changes: this.crm.changes });
  }

  get deps(): ReadingDeps {
    return {
      ...this.#started.deps,
      links: this.#links,
      readings: this.readings,
      connection: this.#connection,
    };
  }

  read() {
    return readCrm(this.#now, () => true, this.deps);
  }

  sync() {
    const deps = { ...this.deps, nudges: this.#nudges, connection: this.#connection, random: () => 1 };
    return syncLeads([{ nudge: { lead: this.id }, received: 1 }], this.#now, deps);
  }

  lead() {
    return this.#started.baton.lead(this.id);
  }

  async link() {
    return (await this.#links.load([this.id]))[0];
  }

  events() {
    return this.#started.deps.leads.timeline(this.id);
  }

  /** A manager assigns the lead here. */
  async move(rep: string): Promise<boolean> {
    const { epoch } = await this.lead();
    const input = { leadId: this.id, epoch, rep, by: 'mia', reason: 'manual', overCap: true, now: this.#now };
    return (await assignManually(input, this.deps)).outcome === 'done';
  }

  /** The id of the lead's record. */
  get record(): string {
    return [...this.crm.records.keys()][0] ?? '';
  }

  /** Somebody sets another owner in the CRM. */
  setOwner(user: string, by: { readonly byPerson?: boolean } = {}): void {
    const before = this.crm.records.get(this.record);
    if (!before) return;
    this.crm.records.set(this.record, { ...before, values: { ...before.values, owner: user } });
    this.crm.tellOf(this.record, by);
  }

  /** Somebody logs a call in the CRM. */
  log(activity: Partial<CrmActivity> = {}): void {
    const about = [{ record: this.record, formerRecords: [], lead: this.id }];
    const call = { type: 'activity', id: 'call-1', kind: 'call', at: this.#now, changedAt: this.#now, about } as const;
    this.crm.changes.activities.push({ ...call, user: 'u-kim', ...activity });
  }
}

/** Starts with a lead that Kim has, and that the CRM knows of. */
export async function aReadOffice(plan: Partial<Plan> = {}): Promise<ReadOffice> {
  const email = (id: string) => ({ addresses: { email: `${id}@acme.example` } });
  const reps = REPS.map((id) => ({ id, ...email(id) }));
  const started = await anAssignedLead({ reps, plan });
  const office = new ReadOffice(started);
  // Begins to read.
  await office.read();
  office.pass(10);
  const { stage } = await office.lead();
  if (stage.state !== 'assigned') throw new Error('nobody has the lead');
  if (stage.owner !== 'kim') await office.move('kim');
  await office.sync();
  office.pass(10);
  return office;
}
