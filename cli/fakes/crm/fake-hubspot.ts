import {
  CRM_USERS,
  type CrmReply,
  type CrmRequest,
  type FakeCrm,
  type FakeRecord,
  type FakeUser,
  isLimited,
  isLocked,
  noFaults,
  noteChange,
  serveCrm,
} from './fake-crm.ts';
import { answerReading, propertiesOf } from './fake-hubspot-reading.ts';

type Input = {
  readonly id?: string;
  readonly objectWriteTraceId?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly associations?: readonly { readonly to: { readonly id: string } }[];
};
type Refusal = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

const OWNERS_PAGE = 2;
const TASKS_PAGE = 2;
const OK = 200;

/** Starts a HubSpot that knows contacts, tasks, owners and properties, as its documentation describes them. */
export async function startFakeHubSpot(users: readonly FakeUser[] = CRM_USERS): Promise<FakeCrm> {
  let token = 'pat-eu1-first';
  let ids = 900;
  const [calls, faults] = [[] as string[], noFaults()];
  const records = new Map<string, FakeRecord>();
  const tasks: FakeCrm['tasks'] = new Map();
  const activities: FakeCrm['activities'] = new Map();
  const newId = () => String(++ids);

  /** A merged contact answers under its old id too. */
  const contactOf = (id: string): FakeRecord | undefined => {
    const record = records.get(id);
    if (record?.mergedInto !== undefined) return contactOf(record.mergedInto);
    return record?.deleted === false ? record : undefined;
  };
  const byEmail = (email: string) => [...records.values()].find((one) => one.email === email && !one.deleted);
  const mergedByEmail = (email: string) => {
    const merged = [...records.values()].find((one) => one.email === email && one.mergedInto !== undefined);
    return merged && contactOf(merged.id);
  };

  const checkProperties = (properties: Readonly<Record<string, string>>): Refusal | undefined => {
    for (const [name, value] of Object.entries(properties)) {
      const choices = faults.choices.get(name);
      const code = faults.unknown.has(name)
        ? 'PROPERTY_DOESNT_EXIST'
        : choices && value !== '' && !choices.includes(value)
          ? 'INVALID_OPTION'
          : name === 'email' && !/^\S+@\S+\.\S+$/.test(value)
            ? 'INVALID_EMAIL'
            : undefined;
      if (code === undefined) continue;
      const detail = { message: `${value} was refused`, code, context: { propertyName: [name] } };
      return {
        status: 400,
        body: { category: 'VALIDATION_ERROR', message: 'Property values were not valid', errors: [detail] },
      };
    }
    return undefined;
  };

  /** One refused entry refuses the whole batch; entries that are not there are errors beside the others. */
  const batch = (inputs: readonly Input[], act: (input: Input) => object | 'missing' | Refusal): CrmReply => {
    for (const { properties = {} } of inputs) {
      const refusal = checkProperties(properties);
      if (refusal) return { status: refusal.status, json: { status: 'error', ...refusal.body } };
    }
    const results: object[] = [];
    const errors: object[] = [];
    for (const input of inputs) {
      const made = act(input);
      const trace = input.objectWriteTraceId;
      if (made === 'missing')
        errors.push({
          status: 'error',
          category: 'OBJECT_NOT_FOUND',
          message: 'Could not get some objects',
          context: { ids: [input.id] },
        });
      else if ('status' in made && 'body' in made) {
        if (made.status !== 207) return { status: Number(made.status), json: made.body };
        errors.push({ ...(made.body as object), context: { objectWriteTraceId: [trace] } });
      } else results.push({ ...made, objectWriteTraceId: trace });
    }
    return {
      status: errors.length > 0 ? 207 : OK,
      json: { status: 'COMPLETE', results, errors, numErrors: errors.length },
    };
  };

  const view = (one: FakeRecord) => ({ id: one.id, properties: { email: one.email, ...propertiesOf(one, records) } });
  const write = (record: FakeRecord, properties: Readonly<Record<string, string>> = {}) => {
    if (isLocked(faults, record.id)) return { status: 423, body: { status: 'error', message: 'locked' } };
    const { email = record.email, ...values } = properties;
    record.email = email;
    record.values = { ...record.values, ...values };
    noteChange(record, values.hubspot_owner_id, { sourceType: 'INTEGRATION' });
    return view(record);
  };
  const upsert = ({ id: email = '', properties = {} }: Input) => {
    const known = byEmail(email);
    if (known) return { ...write(known, properties), new: false };
    const other = mergedByEmail(email);
    const conflict = { category: 'CONFLICT', message: `Contact already exists. Existing ID: ${other?.id}` };
    if (other) return { status: 409, body: { status: 'error', ...conflict } };
    const record: FakeRecord = { id: newId(), email, deleted: false, values: {} };
    records.set(record.id, record);
    return { ...write(record, properties), new: true };
  };

  const contacts: Readonly<Record<string, (input: Input) => object | 'missing'>> = {
    read: ({ id = '' }) => {
      const found = byEmail(id) ?? contactOf(id);
      return found ? view(found) : 'missing';
    },
    update: ({ id = '', properties }) => {
      const record = contactOf(id);
      return record ? write(record, properties) : 'missing';
    },
    upsert,
  };
  const taskActions: Readonly<Record<string, (input: Input) => object | 'missing'>> = {
    create: ({ properties = {}, associations = [] }) => {
      const id = newId();
      const { hs_timestamp: dueAt = '', hs_task_body: body = '', hs_task_status: status } = properties;
      const record = contactOf(associations[0]?.to.id ?? '')?.id ?? '';
      tasks.set(id, {
        id,
        record,
        dueAt,
        text: body,
        done: status === 'COMPLETED',
        deleted: false,
        ...ownerOf(properties),
      });
      return { id, properties };
    },
    update: ({ id = '', properties = {} }) => {
      const task = tasks.get(id);
      if (!task || task.deleted) return 'missing';
      task.dueAt = properties.hs_timestamp ?? task.dueAt;
      task.done = properties.hs_task_status === 'COMPLETED';
      Object.assign(task, ownerOf(properties));
      return { id, properties };
    },
    read: ({ id = '' }) => {
      const task = tasks.get(id);
      return task && !task.deleted ? { id, properties: { hs_task_body: task.text } } : 'missing';
    },
  };

  const answer = (request: CrmRequest): CrmReply => {
    if (request.token !== token) return { status: 401, json: { status: 'error', category: 'INVALID_AUTHENTICATION' } };
    const limited = isLimited(faults);
    if (limited !== undefined)
      return {
        status: 429,
        headers: limited === 'short' ? { 'retry-after': '10' } : {},
        json: {
          status: 'error',
          errorType: 'RATE_LIMIT',
          policyName: limited === 'short' ? 'TEN_SECONDLY_ROLLING' : 'DAILY',
        },
      };
    const [, object = '', action = ''] = /^\/crm\/v3\/objects\/(\w+)\/batch\/(\w+)$/.exec(request.path) ?? [];
    const read = answerReading({ activities, records, contactOf, faults }, request);
    if (read) return read;
    const act = (object === 'contacts' ? contacts : object === 'tasks' ? taskActions : {})[action];
    if (act) return batch(request.json.inputs as readonly Input[], act);
    if (request.path === '/crm/v3/owners') return listOwners(users, request.query);
    if (request.path === '/crm/v3/properties/contacts') return { status: OK, json: { results: properties(faults) } };
    const [, contact] = /^\/crm\/v4\/objects\/contacts\/(\w+)\/associations\/tasks$/.exec(request.path) ?? [];
    if (contact === undefined) return { status: 404, json: {} };
    const own = [...tasks.values()].filter(({ record, deleted }) => record === contactOf(contact)?.id && !deleted);
    return page(own, request.query, TASKS_PAGE, ({ id }) => ({ toObjectId: id, associationTypes: [] }));
  };

  const served = await serveCrm({ calls, faults }, answer);
  return {
    ...served,
    calls,
    faults,
    records,
    tasks,
    activities,
    setOwner: (id, owner, { byPerson } = { byPerson: true }) => {
      const record = contactOf(id);
      if (!record) return;
      record.values.hubspot_owner_id = owner;
      const source = byPerson ? { sourceType: 'CRM_UI', updatedByUserId: 2 } : { sourceType: 'AUTOMATION_PLATFORM' };
      noteChange(record, owner, source);
    },
    secret: () => token,
    expireTokens: () => {
      token = `pat-eu1-${newId()}`;
    },
  };
}

function ownerOf({ hubspot_owner_id: owner }: Readonly<Record<string, string>>) {
  return owner === undefined ? {} : { owner };
}

function listOwners(users: readonly FakeUser[], query: URLSearchParams): CrmReply {
  const all = users.filter(({ active }) => active || query.get('archived') === 'true');
  return page(all, query, OWNERS_PAGE, ({ id, email, active }) => ({
    id,
    email,
    archived: !active,
    userId: Number(id.slice(1)),
  }));
}

function page<Entry>(
  all: readonly Entry[],
  query: URLSearchParams,
  size: number,
  show: (entry: Entry) => object,
): CrmReply {
  const from = Number(query.get('after') ?? 0);
  const more = from + size < all.length && { paging: { next: { after: String(from + size) } } };
  return { status: OK, json: { results: all.slice(from, from + size).map(show), ...more } };
}

function properties({ choices }: FakeCrm['faults']) {
  const named = (name: string, type: string, more = {}) => ({ name, type, ...more });
  const texts = ['lead', 'status', 'outcome', 'band', 'rule', 'method', 'assigned_by', 'team'].map((name) => {
    const options = choices.get(`baton_${name}`);
    return named(
      `baton_${name}`,
      options ? 'enumeration' : 'string',
      options && { options: options.map((value) => ({ value })) },
    );
  });
  return [
    ...texts,
    named('baton_score', 'number'),
    named('baton_sla_due', 'datetime'),
    named('createdate', 'datetime', { modificationMetadata: { readOnlyValue: true } }),
    named('subscribed', 'bool'),
  ];
}
