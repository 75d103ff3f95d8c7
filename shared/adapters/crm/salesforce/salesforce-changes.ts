import type { CrmChange, CrmRecord, CrmSubject } from '../../../domain/crm/crm-change.ts';
import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import type { CrmStage } from '../../../domain/crm/crm-lifecycle.ts';
import { type Instant, instantOf } from '../../../domain/instant.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { ownValue } from '../../../domain/own-value.ts';
import { type Result, success } from '../../../domain/result.ts';
import type { CrmChangePage, CrmChangeQuery, CrmChanges } from '../../../ports/crm-changes.ts';
import type { CrmAddress } from '../crm-request.ts';
import { readEvents, readTasks } from './salesforce-activities.ts';
import { quoteSoql, SalesforceClient, type SalesforceCredentials } from './salesforce-client.ts';
import { OPPORTUNITY, readDealContacts, readDeals } from './salesforce-deals.ts';
import { readDeletions } from './salesforce-deletions.ts';
import { CONVERTED, readStages, STATUS, stagesOf } from './salesforce-stages.ts';
import { PERSON_OBJECTS, type PersonObject, personObjectOf, readDeleted, readSubjects } from './salesforce-subjects.ts';

const RecordRow = z.object({
  Id: z.string(),
  OwnerId: z.string(),
  SystemModstamp: z.string(),
  Status: z.string().nullish(),
  IsConverted: z.boolean().default(false),
  ConvertedContactId: z.string().nullish(),
});
const FreshRow = z.object({ Id: z.string(), OwnerId: z.string(), LastModifiedById: z.string() });

/** The kinds of change that tell of deletions, by whose they are. */
const DELETIONS: Readonly<Record<string, PersonObject>> = { DeletedLead: 'Lead', DeletedContact: 'Contact' };

/**
 * Reads Salesforce by queries over `SystemModstamp`. A transaction sets it when it runs and may end minutes later: so
 * the last ten minutes, the most that one may take, are read again.
 */
export class SalesforceChanges implements CrmChanges {
  readonly kinds = ['Task', 'Event', OPPORTUNITY, ...Object.keys(PERSON_OBJECTS), ...Object.keys(DELETIONS)];
  readonly overlapSeconds = 600;
  readonly #client: SalesforceClient;
  readonly #leadProperty: string | undefined;

  constructor(
    options: CrmAddress & {
      readonly credentials: (fresh: boolean) => Promise<SalesforceCredentials | undefined>;
      readonly leadProperty: string | undefined;
    },
  ) {
    const { leadProperty, ...access } = options;
    this.#client = new SalesforceClient(access);
    this.#leadProperty = leadProperty;
  }

  async read({ kind, from, now, isTaken }: CrmChangeQuery): Promise<Result<CrmChangePage, CrmFailure>> {
    const isPerson = kind === 'Lead' || kind === 'Contact';
    const deleted = ownValue(DELETIONS, kind);
    const read = deleted
      ? readDeletions(
          { object: deleted, from, now, isTaken },
          { client: this.#client, leadProperty: this.#leadProperty },
        )
      : isPerson
        ? this.#readRecords(kind, from, isTaken)
        : kind === OPPORTUNITY
          ? this.#readDeals(from, isTaken)
          : this.#readActivities(kind, { from, now, isTaken });
    const changes = await read;
    if (!changes.ok) return changes;
    const last = changes.value.at(-1);
    return success({ changes: changes.value, isComplete: true, ...(last && { readUntil: last.changedAt }) });
  }

  async record(id: string): Promise<Result<CrmRecord | undefined, CrmFailure>> {
    const object = personObjectOf(id);
    if (!object) return success(undefined);
    const living = object === 'Lead' ? ' AND IsConverted = false' : '';
    const soql = `SELECT Id, OwnerId, LastModifiedById FROM ${object} WHERE Id IN (${quoteSoql(id)})${living}`;
    const rows = await this.#client.query(soql, FreshRow);
    if (!rows.ok) return rows;
    const [row] = rows.value;
    if (!row) return success(undefined);
    const subjects = await this.#subjectsOf([row.Id]);
    if (!subjects.ok) return subjects;
    const about = subjects.value.get(row.Id) ?? { record: row.Id, formerRecords: [] };
    // Salesforce tells who changed the record last, not who changed its owner.
    return success({ ...about, owner: row.OwnerId, ownerChange: { user: row.LastModifiedById, byPerson: true } });
  }

  async stages(id: string): Promise<Result<readonly CrmStage[], CrmFailure>> {
    return personObjectOf(id) === 'Lead' ? readStages(id, this.#client) : success([]);
  }

  deleted(ids: readonly string[]): Promise<Result<readonly CrmSubject[], CrmFailure>> {
    return readDeleted(ids, { client: this.#client, leadProperty: this.#leadProperty });
  }

  /** A deal that was deleted is among the changes. */
  async deletedDeals(): Promise<Result<readonly string[], CrmFailure>> {
    return success([]);
  }

  async #readRecords(
    object: PersonObject,
    from: Instant,
    isTaken: CrmChangeQuery['isTaken'],
  ): Promise<Result<readonly CrmChange[], CrmFailure>> {
    const known = this.#leadProperty === undefined ? '' : ` AND ${this.#leadProperty} != null`;
    const stage = object === 'Lead' ? `, ${STATUS}, ${CONVERTED}, ConvertedContactId` : '';
    const soql = `SELECT Id, OwnerId, SystemModstamp${stage} FROM ${object} WHERE SystemModstamp >= ${from}${known} ORDER BY SystemModstamp`;
    const rows = await this.#client.query(soql, RecordRow);
    if (!rows.ok) return rows;
    const fresh = rows.value
      .map((row) => ({ row, id: row.Id, changedAt: instantOf(Date.parse(row.SystemModstamp)) }))
      .filter((one) => !isTaken(one));
    const subjects = await this.#subjectsOf(fresh.map(({ id }) => id));
    if (!subjects.ok) return subjects;
    return success(
      fresh.map(({ row, id, changedAt }) => {
        const subject = subjects.value.get(id) ?? { record: id, formerRecords: [] };
        const contact = row.IsConverted ? row.ConvertedContactId : undefined;
        const stages = stagesOf(row.Status, row.IsConverted);
        return {
          type: 'record',
          id,
          changedAt,
          owner: row.OwnerId,
          about: contact ? { ...subject, record: contact, formerRecords: [id, ...subject.formerRecords] } : subject,
          ...(stages.length > 0 && { stages }),
          ...(row.IsConverted && { isConverted: true }),
        };
      }),
    );
  }

  async #readActivities(
    kind: string,
    { from, now, isTaken }: Omit<CrmChangeQuery, 'kind'>,
  ): Promise<Result<readonly CrmChange[], CrmFailure>> {
    const found = kind === 'Task' ? await readTasks(from, this.#client) : await readEvents(from, now, this.#client);
    if (!found.ok) return found;
    const fresh = found.value.filter(({ activity }) => !isTaken(activity));
    const subjects = await this.#subjectsOf(fresh.map(({ who }) => who));
    if (!subjects.ok) return subjects;
    return success(
      fresh.map(({ activity, who }) => {
        const about = subjects.value.get(who);
        return { ...activity, about: about ? [about] : [] };
      }),
    );
  }

  async #readDeals(
    from: Instant,
    isTaken: CrmChangeQuery['isTaken'],
  ): Promise<Result<readonly CrmChange[], CrmFailure>> {
    const found = await readDeals(from, this.#client);
    if (!found.ok) return found;
    const fresh = found.value.filter((deal) => !isTaken(deal));
    const contacts = await readDealContacts(
      fresh.map(({ id }) => id),
      this.#client,
    );
    if (!contacts.ok) return contacts;
    const subjects = await this.#subjectsOf([...contacts.value.values()].flat());
    if (!subjects.ok) return subjects;
    return success(
      fresh.map((deal) => ({
        ...deal,
        about: (contacts.value.get(deal.id) ?? []).flatMap((contact) => subjects.value.get(contact) ?? []),
      })),
    );
  }

  #subjectsOf(ids: readonly string[]) {
    return readSubjects(ids, { client: this.#client, leadProperty: this.#leadProperty });
  }
}
