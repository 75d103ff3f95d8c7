import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import type { CrmUser } from '../../../domain/crm/crm-users.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import type { Crm, CrmProperty, CrmRecordWrite, CrmTaskWrite } from '../../../ports/crm.ts';
import { type CallCrm, type CrmAddress, type CrmAnswer, type CrmCall, callCrm } from '../crm-request.ts';
import { failureOfAnswer } from './hubspot-errors.ts';
import { saveContacts } from './hubspot-records.ts';
import { saveHubSpotTasks } from './hubspot-tasks.ts';

const Owners = z.object({
  results: z.array(z.object({ id: z.string(), email: z.string().nullish(), archived: z.boolean().default(false) })),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
});

const Properties = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      options: z.array(z.object({ value: z.string() })).default([]),
      modificationMetadata: z.object({ readOnlyValue: z.boolean().default(false) }).optional(),
    }),
  ),
});

const TYPES: Readonly<Record<string, CrmProperty['type']>> = {
  string: 'text',
  number: 'number',
  datetime: 'moment',
  enumeration: 'choice',
};

/** HubSpot, by the REST API of its CRM objects: contacts, tasks, owners, properties. */
export class HubSpotCrm implements Crm {
  readonly ownerProperty = 'hubspot_owner_id';
  readonly #call: CallCrm;

  /** `token`: the access token; `fresh`: as it is now, since the one known before was refused. */
  constructor(options: CrmAddress & { readonly token: (fresh: boolean) => Promise<string | undefined> }) {
    const { token: readToken, ...address } = options;
    const callWith = async (token: string | undefined, call: CrmCall): Promise<Result<CrmAnswer, CrmFailure>> =>
      token === undefined
        ? failure({ code: 'unauthorized' })
        : callCrm(address, { ...call, headers: { authorization: `Bearer ${token}` } });
    this.#call = async (call) => {
      const token = await readToken(false);
      const answer = await callWith(token, call);
      if (token !== undefined && !(answer.ok && answer.value.status === 401)) return answer;
      const current = await readToken(true);
      return current === token ? answer : callWith(current, call);
    };
  }

  saveRecords(writes: readonly CrmRecordWrite[]) {
    return saveContacts(writes, this.#call);
  }

  saveTasks(writes: readonly CrmTaskWrite[]) {
    return saveHubSpotTasks(writes, this.#call);
  }

  async users(): Promise<Result<readonly CrmUser[], CrmFailure>> {
    const users: CrmUser[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Result<z.output<typeof Owners>, CrmFailure> = await this.#get(
        `/crm/v3/owners?limit=100${after && `&after=${after}`}`,
        Owners,
      );
      if (!page.ok) return page;
      for (const { id, email, archived } of page.value.results)
        if (email) users.push({ id, email: email.toLowerCase(), active: !archived });
      after = page.value.paging?.next.after;
    }
    return success(users);
  }

  async properties(): Promise<Result<readonly CrmProperty[], CrmFailure>> {
    const answer = await this.#get('/crm/v3/properties/contacts', Properties);
    if (!answer.ok) return answer;
    return success(
      answer.value.results.map(({ name, type, options, modificationMetadata }) => ({
        name,
        type: TYPES[type] ?? 'other',
        writable: modificationMetadata?.readOnlyValue !== true,
        ...(type === 'enumeration' && { choices: options.map(({ value }) => value) }),
      })),
    );
  }

  async #get<Output>(path: string, schema: z.ZodType<Output>): Promise<Result<Output, CrmFailure>> {
    const answer = await this.#call({ method: 'GET', path });
    if (!answer.ok) return answer;
    if (answer.value.status !== 200) return failure(failureOfAnswer(answer.value));
    const parsed = schema.safeParse(answer.value.json);
    return parsed.success ? success(parsed.data) : failure({ code: 'unreadable' });
  }
}
