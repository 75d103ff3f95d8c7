import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import type { CrmUser } from '../../../domain/crm/crm-users.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { type Result, success } from '../../../domain/result.ts';
import type { Crm, CrmProperty, CrmRecordWrite, CrmTaskWrite } from '../../../ports/crm.ts';
import { type CallCrm, getJson } from '../crm-request.ts';
import { type HubSpotAccess, hubSpotCall } from './hubspot-call.ts';
import { failureOfAnswer } from './hubspot-errors.ts';
import { saveContacts } from './hubspot-records.ts';
import { saveHubSpotTasks } from './hubspot-tasks.ts';

const Owners = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      email: z.string().nullish(),
      archived: z.boolean().default(false),
      userId: z.number().nullish(),
    }),
  ),
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

  constructor(options: HubSpotAccess) {
    this.#call = hubSpotCall(options);
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
      const page: Result<z.output<typeof Owners>, CrmFailure> = await getJson(
        `/crm/v3/owners?limit=100${after && `&after=${after}`}`,
        Owners,
        { call: this.#call, failureOf: failureOfAnswer },
      );
      if (!page.ok) return page;
      for (const { id, email, archived, userId } of page.value.results) {
        // Changes name the author by the id of the user, records the owner by that of the owner.
        const login = userId ? { login: `user:${userId}` } : {};
        if (email) users.push({ id, email: email.toLowerCase(), active: !archived, ...login });
      }
      after = page.value.paging?.next.after;
    }
    return success(users);
  }

  async properties(): Promise<Result<readonly CrmProperty[], CrmFailure>> {
    const access = { call: this.#call, failureOf: failureOfAnswer };
    const answer = await getJson('/crm/v3/properties/contacts', Properties, access);
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
}
