import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import type { CrmValues } from '../../../domain/crm/crm-fields.ts';
import type { CrmPerson } from '../../../domain/crm/crm-person.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type Result, success } from '../../../domain/result.ts';
import type { CrmRecordResult, CrmRecordWrite } from '../../../ports/crm.ts';
import { type Attempt, beginAttempt, type Results, writeUntilAccepted } from '../write-until-accepted.ts';
import { quoteSoql, type SalesforceClient } from './salesforce-client.ts';

/** Salesforce wants both of every lead; its own forms write this where they are missing. */
const NOT_GIVEN = '[not provided]';
/** Ids of contacts begin with it; those of leads with `00Q`. */
const CONTACT_PREFIX = '003';

const Moved = z.object({
  Id: z.string(),
  MasterRecordId: z.string().nullish(),
  ConvertedContactId: z.string().nullish(),
});
const Found = z.object({ Id: z.string(), Email: z.string() });

/** Which properties need more than their text. */
export interface SalesforceFields {
  /** The external id by which a new lead is upserted. */
  readonly externalId: string;
  /** Properties that hold numbers. */
  readonly numbers: readonly string[];
}

/**
 * Writes leads, and contacts where a lead became one: those whose id is known by it, the others by e-mail address. A new
 * lead is upserted by Baton's id of it, so that making it twice makes one.
 */
export async function saveSalesforceRecords(
  writes: readonly CrmRecordWrite[],
  client: SalesforceClient,
  fields: SalesforceFields,
): Promise<readonly CrmRecordResult[]> {
  const results: Results = new Map();
  const saving = new RecordSaving(client, fields, results);
  const known = writes.flatMap((write) =>
    write.record === undefined ? [] : [{ attempt: beginAttempt(write), id: write.record }],
  );
  const lost = await saving.update(known);
  const unknown = [
    ...writes.filter(({ record }) => record === undefined).map(beginAttempt),
    ...(await saving.follow(lost)),
  ];
  await saving.saveByEmail(unknown);
  return writes.map((write) => results.get(write) ?? { outcome: 'failed', failure: { code: 'unreadable' } });
}

interface KnownRecord {
  readonly attempt: Attempt;
  readonly id: string;
}

/** The steps of one batch, which share client and results. */
class RecordSaving {
  readonly #client: SalesforceClient;
  readonly #fields: SalesforceFields;
  readonly #results: Results;

  constructor(client: SalesforceClient, fields: SalesforceFields, results: Results) {
    this.#client = client;
    this.#fields = fields;
    this.#results = results;
  }

  /** @returns those whose record is not there any more, or cannot be written any more */
  async update(known: readonly KnownRecord[]): Promise<readonly KnownRecord[]> {
    const ids = new Map(known.map(({ attempt, id }) => [attempt.write, id]));
    const others = await writeUntilAccepted(
      known.map(({ attempt }) => attempt),
      this.#results,
      async (due) => {
        const records = due.map(({ write, values }) => {
          const id = ids.get(write) ?? '';
          const type = id.startsWith(CONTACT_PREFIX) ? 'Contact' : 'Lead';
          return { type, fields: { id, ...this.#toFields(values) } };
        });
        const outcomes = await this.#client.save('PATCH', records);
        return new Map(due.map(({ write }, at) => [write.lead, outcomes[at] ?? { outcome: 'not_found' }]));
      },
    );
    return others.map(({ attempt }) => ({ attempt, id: ids.get(attempt.write) ?? '' }));
  }

  /** Goes on with the record that is left after a merge, or with the contact that a lead became. @returns the others */
  async follow(lost: readonly KnownRecord[]): Promise<readonly Attempt[]> {
    if (lost.length === 0) return [];
    const ids = lost.map(({ id }) => quoteSoql(id)).join(', ');
    const soql = `SELECT Id, MasterRecordId, ConvertedContactId FROM Lead WHERE Id IN (${ids})`;
    const moved = await this.#client.query(soql, Moved, { all: true });
    if (!moved.ok) {
      for (const { attempt } of lost) this.#fail(attempt, moved.problem);
      return [];
    }
    const targets = new Map(
      moved.value.map(({ Id, MasterRecordId, ConvertedContactId }) => [Id, ConvertedContactId ?? MasterRecordId]),
    );
    const known = lost.flatMap(({ attempt, id }) => {
      const target = targets.get(id);
      return target ? [{ attempt, id: target }] : [];
    });
    const lostAgain = await this.update(known);
    const left = lost
      .filter(({ attempt }) => !known.some((one) => one.attempt === attempt))
      .map(({ attempt }) => attempt);
    return [...left, ...lostAgain.map(({ attempt }) => attempt)];
  }

  async saveByEmail(attempts: readonly Attempt[]): Promise<void> {
    if (attempts.length === 0) return;
    const found = await this.#find(attempts.flatMap(({ write: { person } }) => person.email ?? []));
    if (!found.ok) {
      for (const attempt of attempts) this.#fail(attempt, found.problem);
      return;
    }
    const existing: KnownRecord[] = [];
    const missing: Attempt[] = [];
    for (const attempt of attempts) {
      const { person, mayMake } = attempt.write;
      const id = person.email === undefined ? undefined : found.value.get(person.email);
      if (id !== undefined) existing.push({ attempt, id });
      else if (mayMake) missing.push(attempt);
      else this.#results.set(attempt.write, { outcome: 'none' });
    }
    for (const { attempt } of [...(await this.update(existing)), ...(await this.#make(missing))])
      this.#results.set(attempt.write, { outcome: 'none' });
  }

  /** Finds records by address: leads that are none yet any more come before contacts. Queries see what was just written. */
  async #find(emails: readonly string[]): Promise<Result<ReadonlyMap<string, string>, CrmFailure>> {
    const byEmail = new Map<string, string>();
    if (emails.length === 0) return success(byEmail);
    const list = emails.map(quoteSoql).join(', ');
    for (const from of ['Contact', 'Lead']) {
      const open = from === 'Lead' ? ' AND IsConverted = false' : '';
      const soql = `SELECT Id, Email FROM ${from} WHERE Email IN (${list})${open} ORDER BY CreatedDate DESC`;
      const rows = await this.#client.query(soql, Found);
      if (!rows.ok) return rows;
      for (const { Id, Email } of rows.value) byEmail.set(Email.toLowerCase(), Id);
    }
    return success(byEmail);
  }

  async #make(attempts: readonly Attempt[]) {
    const { externalId } = this.#fields;
    return writeUntilAccepted(attempts, this.#results, async (due) => {
      const records = due.map(({ write, values }) => ({
        type: 'Lead',
        fields: { ...toLeadFields(write.person), ...this.#toFields(values), [externalId]: write.lead },
      }));
      const outcomes = await this.#client.save('PATCH', records, { type: 'Lead', field: externalId });
      return new Map(due.map(({ write }, at) => [write.lead, outcomes[at] ?? { outcome: 'not_found' }]));
    });
  }

  #fail({ write }: Attempt, failed: CrmFailure): void {
    this.#results.set(write, { outcome: 'failed', failure: failed });
  }

  /** An empty text clears a field. */
  #toFields(values: CrmValues): Readonly<Record<string, string | number | null>> {
    const { numbers } = this.#fields;
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        if (value === '') return [name, null];
        return [name, numbers.includes(name) ? Number(value) : value];
      }),
    );
  }
}

function toLeadFields({ email, firstName, lastName, company, phone, jobTitle }: CrmPerson) {
  return {
    LastName: lastName ?? NOT_GIVEN,
    Company: company ?? NOT_GIVEN,
    ...(firstName !== undefined && { FirstName: firstName }),
    ...(email !== undefined && { Email: email }),
    ...(phone !== undefined && { Phone: phone }),
    ...(jobTitle !== undefined && { Title: jobTitle }),
  };
}
