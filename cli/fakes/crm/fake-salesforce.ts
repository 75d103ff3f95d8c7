import { describeLead } from './describe-lead.ts';
import {
  CRM_USERS,
  type CrmReply,
  type CrmRequest,
  type FakeCrm,
  type FakeRecord,
  isLimited,
  isLocked,
  noFaults,
  noteChange,
  serveCrm,
} from './fake-crm.ts';
import { deletedReply } from './fake-salesforce-deleted.ts';
import { readingRows } from './fake-salesforce-reading.ts';

type Fields = Readonly<Record<string, string | number | boolean | null>>;
type Sent = { readonly attributes: { readonly type: string } } & Fields;

const API = '/services/data/v62.0';
const PAGE = 2;
const OK = 200;
export const SALESFORCE_CLIENT_ID = '3MVG9test';
const NO_TYPE_FIELDS = new Set(['attributes', 'id', 'Email']);

/** A fake with what only Salesforce has. */
export interface FakeSalesforce extends FakeCrm {
  /** Makes the access tokens issued so far invalid, but not the secret. */
  expireSessions(): void;
  /** Turns a lead into a contact, which cannot be undone. @returns the contact's id */
  convert(lead: string): string;
}

/** Starts a Salesforce that knows leads, contacts, tasks and users, as its documentation describes them. */
export async function startFakeSalesforce(): Promise<FakeSalesforce> {
  let secret = 'secret-1';
  let session = 'session-1';
  let ids = 0;
  const [calls, faults] = [[] as string[], noFaults()];
  const records = new Map<string, FakeRecord>();
  const converted = new Map<string, string>();
  const tasks: FakeCrm['tasks'] = new Map();
  const activities: FakeCrm['activities'] = new Map();
  const newId = (prefix: string) => `${prefix}${String(++ids).padStart(12, '0')}`;

  const saved = (id: string) => ({ id, success: true, errors: [] });
  const refused = (statusCode: string, message: string, fields: readonly string[] = []) => ({
    success: false,
    errors: [{ statusCode, message, fields }],
  });

  const problemOf = (fields: Fields) => {
    for (const [name, value] of Object.entries(fields)) {
      if (faults.unknown.has(name)) return refused('INVALID_FIELD', `No such column '${name}' on sobject of type Lead`);
      const choices = faults.choices.get(name);
      if (choices && value !== null && !choices.includes(String(value)))
        return refused('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `bad value for restricted picklist field: ${value}`, [
          name,
        ]);
      if (name === 'Email' && value !== null && !/^\S+@\S+\.\S+$/.test(String(value)))
        return refused('INVALID_EMAIL_ADDRESS', `Email: invalid email address: ${value}`, ['Email']);
    }
    return undefined;
  };

  const writeFields = (record: FakeRecord, sent: Fields) => {
    if (isLocked(faults, record.id))
      return refused('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record');
    noteChange(record, typeof sent.OwnerId === 'string' ? sent.OwnerId : undefined, { sourceType: 'API' });
    for (const [name, value] of Object.entries(sent)) {
      if (name === 'Email') record.email = String(value ?? '').toLowerCase();
      if (!NO_TYPE_FIELDS.has(name)) record.values[name] = value === null ? '' : String(value);
    }
    return saved(record.id);
  };

  const update = (sent: Sent) => {
    const id = String(sent.id);
    if (sent.attributes.type === 'Task') {
      const task = tasks.get(id);
      if (!task) return refused('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
      if (task.deleted) return refused('ENTITY_IS_DELETED', 'entity is deleted');
      Object.assign(task, taskFields(sent));
      return saved(id);
    }
    const record = records.get(id);
    if (!record) return refused('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    if (record.deleted) return refused('ENTITY_IS_DELETED', 'entity is deleted');
    if (converted.has(id)) return refused('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
    return problemOf(sent) ?? writeFields(record, sent);
  };

  const upsert = (sent: Sent, field: string) => {
    const known = [...records.values()].find((one) => !one.deleted && one.values[field] === sent[field]);
    const problem = problemOf(sent);
    if (problem) return problem;
    if (known) return writeFields(known, sent);
    if (sent.LastName === undefined || sent.Company === undefined)
      return refused('REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName, Company]', [
        'LastName',
        'Company',
      ]);
    if (faults.duplicates.has(String(sent.Email))) return refused('DUPLICATES_DETECTED', 'Use one of these records?');
    const record: FakeRecord = { id: newId('00Q'), email: '', deleted: false, values: {} };
    records.set(record.id, record);
    return writeFields(record, sent);
  };

  const createTask = (sent: Sent) => {
    const id = newId('00T');
    const made = {
      id,
      record: String(sent.WhoId),
      dueAt: '',
      done: false,
      text: String(sent.Description),
      deleted: false,
    };
    tasks.set(id, { ...made, ...taskFields(sent) });
    return saved(id);
  };

  const rowsOf = (soql: string, includesDeleted: boolean): readonly object[] => {
    const [, from = ''] = /FROM (\w+)/.exec(soql) ?? [];
    const listed = [...(/ IN \(([^)]*)\)/.exec(soql)?.[1] ?? '').matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, one = '']) =>
      one.replaceAll('\\', ''),
    );
    if (from === 'User') return CRM_USERS.map(({ id, email, active }) => ({ Id: id, Email: email, IsActive: active }));
    if (from === 'Task')
      return [...tasks.values()]
        .filter((one) => !one.deleted && listed.includes(one.record))
        .map((one) => ({ Id: one.id, Description: one.text }));
    const prefix = from === 'Contact' ? '003' : '00Q';
    const own = [...records.values()].filter(
      ({ id, deleted }) => id.startsWith(prefix) && (includesDeleted || !deleted),
    );
    const byEmail = soql.includes('Email IN');
    return own
      .filter(({ id, email }) => listed.includes(byEmail ? email : id))
      .filter(({ id }) => !soql.includes('IsConverted = false') || !converted.has(id))
      .map(({ id, email, mergedInto }) => ({
        Id: id,
        Email: email,
        MasterRecordId: mergedInto ?? null,
        ConvertedContactId: converted.get(id) ?? null,
      }));
  };

  /** Pages are named by the query and the first row. */
  const query = (soql: string, from: number, includesDeleted: boolean): CrmReply => {
    const reading = readingRows({ activities, records, faults, converted }, soql, includesDeleted);
    const rows = reading ?? rowsOf(soql, includesDeleted);
    const page = rows.slice(from, from + PAGE).map((row) => ({ attributes: {}, ...row }));
    const done = from + PAGE >= rows.length;
    const next = `${API}/query/next?q=${encodeURIComponent(soql)}&from=${from + PAGE}`;
    return {
      status: OK,
      json: { totalSize: rows.length, done, records: page, ...(!done && { nextRecordsUrl: next }) },
    };
  };

  const answer = ({ method, path, query: asked, token, json, form }: CrmRequest): CrmReply => {
    if (path === '/services/oauth2/token') {
      const isKnown = form.get('client_id') === SALESFORCE_CLIENT_ID && form.get('client_secret') === secret;
      return form.get('grant_type') === 'client_credentials' && isKnown
        ? {
            status: OK,
            json: { access_token: session, token_type: 'Bearer', instance_url: 'https://acme.my.salesforce.com' },
          }
        : { status: 401, json: { error: 'invalid_client', error_description: 'invalid client credentials' } };
    }
    if (token !== session)
      return { status: 401, json: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] };
    const limited = isLimited(faults);
    if (limited === 'daily')
      return { status: 403, json: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }] };
    if (limited === 'short') return { status: 429, json: [] };
    const soql = asked.get('q') ?? '';
    const [, object = ''] = / FROM (\w+) /.exec(soql) ?? [];
    if (faults.forbidden.has(object))
      return { status: 400, json: [{ errorCode: 'INVALID_TYPE', message: 'not supported' }] };
    const [lacking] = [...faults.unknown].filter((name) => soql.includes(name));
    if (lacking !== undefined)
      return { status: 400, json: [{ errorCode: 'INVALID_FIELD', message: `No such column '${lacking}'` }] };
    if (path.startsWith(`${API}/query`)) return query(soql, Number(asked.get('from') ?? 0), path.endsWith('queryAll'));
    if (path === `${API}/sobjects/Lead/describe`) return { status: OK, json: { fields: describeLead(faults) } };
    const deleted = deletedReply({ path: path.slice(API.length), query: asked }, records);
    if (deleted) return deleted;
    const sent = (json.records ?? []) as readonly Sent[];
    if (path === `${API}/composite/sobjects`)
      return { status: OK, json: sent.map(method === 'POST' ? createTask : update) };
    const [, field] = /\/composite\/sobjects\/Lead\/(\w+)$/.exec(path) ?? [];
    return field === undefined
      ? { status: 404, json: [] }
      : { status: OK, json: sent.map((one) => upsert(one, field)) };
  };

  const served = await serveCrm({ calls, faults }, answer);
  return {
    ...served,
    calls,
    faults,
    records,
    tasks,
    activities,
    setOwner: (id, owner) => {
      const record = records.get(id);
      if (!record) return;
      record.values.OwnerId = owner;
      noteChange(record, owner, { sourceType: 'UI', updatedByUserId: 2 });
    },
    secret: () => secret,
    expireTokens: () => {
      secret = `secret-${++ids}`;
      session = `session-${ids}`;
    },
    expireSessions: () => {
      session = `session-${++ids}`;
    },
    convert: (lead) => {
      const contact = newId('003');
      const { email = '' } = records.get(lead) ?? {};
      const { Baton_Lead__c } = records.get(lead)?.values ?? {};
      const values: Record<string, string> = Baton_Lead__c === undefined ? {} : { Baton_Lead__c };
      records.set(contact, { id: contact, email, deleted: false, values });
      converted.set(lead, contact);
      return contact;
    },
  };
}

function taskFields({ ReminderDateTime, Status, OwnerId }: Fields) {
  return {
    ...(ReminderDateTime !== undefined && { dueAt: String(ReminderDateTime) }),
    ...(Status !== undefined && { done: Status === 'Completed' }),
    ...(OwnerId !== undefined && { owner: String(OwnerId) }),
  };
}
