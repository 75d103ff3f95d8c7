import type { CrmValues } from '../../../domain/crm/crm-fields.ts';
import type { CrmPerson } from '../../../domain/crm/crm-person.ts';
import type { CrmRecordResult, CrmRecordWrite } from '../../../ports/crm.ts';
import type { CallCrm } from '../crm-request.ts';
import { type Attempt, beginAttempt, type Results, writeUntilAccepted } from '../write-until-accepted.ts';
import { postBatch } from './hubspot-batch.ts';

const CONTACTS = '/crm/v3/objects/contacts/batch';

/** HubSpot's names of what a new contact says about the person. */
const PERSON_PROPERTIES: Readonly<Record<keyof CrmPerson, string>> = {
  email: 'email',
  firstName: 'firstname',
  lastName: 'lastname',
  company: 'company',
  phone: 'phone',
  jobTitle: 'jobtitle',
};

/**
 * Writes contacts: those whose id is known by it, the others by e-mail address. The address is looked up by a read, not
 * by HubSpot's search, which lags behind; and a new contact is upserted by its address, so that two at once make one.
 */
export async function saveContacts(
  writes: readonly CrmRecordWrite[],
  call: CallCrm,
): Promise<readonly CrmRecordResult[]> {
  const results = new Map<CrmRecordWrite, CrmRecordResult>();
  const known = writes.flatMap((write) =>
    write.record === undefined ? [] : [{ attempt: beginAttempt(write), id: write.record }],
  );
  const lost = await updateContacts(known, results, call);
  const unknown = [...writes.filter(({ record }) => record === undefined).map(beginAttempt), ...lost];
  const byEmail: Attempt[] = [];
  for (const attempt of unknown) {
    const { write } = attempt;
    if (write.person.email !== undefined) byEmail.push(attempt);
    else
      results.set(
        write,
        write.record !== undefined ? { outcome: 'none' } : { outcome: 'failed', failure: { code: 'no_email' } },
      );
  }
  await saveByEmail(byEmail, results, call);
  return writes.map((write) => results.get(write) ?? { outcome: 'failed', failure: { code: 'unreadable' } });
}

async function saveByEmail(attempts: readonly Attempt[], results: Results, call: CallCrm): Promise<void> {
  if (attempts.length === 0) return;
  const found = await postBatch(
    call,
    `${CONTACTS}/read`,
    attempts.map(({ write }) => ({ trace: write.lead, input: { id: write.person.email ?? '' } })),
    { idProperty: 'email', properties: ['email'] },
  );
  const existing: { attempt: Attempt; id: string }[] = [];
  const missing: Attempt[] = [];
  for (const attempt of attempts) {
    const { write } = attempt;
    const outcome = found.get(write.lead);
    if (outcome?.outcome === 'done') existing.push({ attempt, id: outcome.id });
    else if (outcome?.outcome === 'failed') results.set(write, outcome);
    else if (write.mayMake) missing.push(attempt);
    else results.set(write, { outcome: 'none' });
  }
  existing.push(...(await makeContacts(missing, results, call)));
  for (const { write } of await updateContacts(existing, results, call)) results.set(write, { outcome: 'none' });
}

/** @returns those that turned out to exist, under another address */
async function makeContacts(attempts: readonly Attempt[], results: Results, call: CallCrm) {
  const others = await writeUntilAccepted(attempts, results, (due) =>
    postBatch(
      call,
      `${CONTACTS}/upsert`,
      due.map(({ write, values }) => ({
        trace: write.lead,
        input: {
          id: write.person.email ?? '',
          idProperty: 'email',
          properties: { ...toProperties(write.person), ...values },
        },
      })),
    ),
  );
  return others.flatMap(({ attempt, outcome }) => (outcome.outcome === 'exists' ? [{ attempt, id: outcome.id }] : []));
}

/** @returns those whose contact is not there any more */
async function updateContacts(
  known: readonly { readonly attempt: Attempt; readonly id: string }[],
  results: Results,
  call: CallCrm,
): Promise<readonly Attempt[]> {
  const ids = new Map(known.map(({ attempt, id }) => [attempt.write, id]));
  const others = await writeUntilAccepted(
    known.map(({ attempt }) => attempt),
    results,
    (due) =>
      postBatch(
        call,
        `${CONTACTS}/update`,
        due.map(({ write, values }) => ({
          trace: write.lead,
          input: { id: ids.get(write) ?? '', properties: values },
        })),
      ),
  );
  return others.flatMap(({ attempt, outcome }) => (outcome.outcome === 'not_found' ? [attempt] : []));
}

function toProperties(person: CrmPerson): CrmValues {
  return Object.fromEntries(
    Object.entries(person).map(([field, value]) => [PERSON_PROPERTIES[field as keyof CrmPerson], String(value)]),
  );
}
