import type { CrmFailure } from '../../../domain/crm/crm-failure.ts';
import * as z from '../../../domain/lazy-zod.ts';
import { failure, type Result, success } from '../../../domain/result.ts';
import { type CallCrm, type CrmAddress, type CrmAnswer, type CrmCall, callCrm, inParts } from '../crm-request.ts';
import type { WriteOutcome } from '../write-until-accepted.ts';
import { failureOfCall, outcomeOfError, SalesforceError } from './salesforce-errors.ts';

/** Where the REST API is, with its version. */
export const API = '/services/data/v62.0';
/** The most records of one call. */
const MAX_RECORDS = 200;

const Token = z.object({ access_token: z.string().min(1) });
const SaveResults = z.array(
  z.object({ id: z.string().nullish(), success: z.boolean(), errors: z.array(SalesforceError).default([]) }),
);
const QueryPage = z.object({
  records: z.array(z.looseObject({})),
  nextRecordsUrl: z.string().optional(),
});

/** What Salesforce issued to a connected app. */
export interface SalesforceCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A record as it is sent. */
export interface SalesforceRecord {
  readonly type: string;
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

/** Calls Salesforce with an access token of the client credentials flow, and gets a new one when it has expired. */
export class SalesforceClient {
  readonly #address: CrmAddress;
  readonly #credentials: (fresh: boolean) => Promise<SalesforceCredentials | undefined>;
  #token: string | undefined;

  constructor(
    options: CrmAddress & { readonly credentials: (fresh: boolean) => Promise<SalesforceCredentials | undefined> },
  ) {
    const { credentials, ...address } = options;
    this.#address = address;
    this.#credentials = credentials;
  }

  /** Writes records, and returns their outcomes in order. `externalId`: upserts by this field. */
  async save(
    method: 'POST' | 'PATCH',
    records: readonly SalesforceRecord[],
    externalId?: { readonly type: string; readonly field: string },
  ): Promise<readonly WriteOutcome[]> {
    const path = `${API}/composite/sobjects${externalId ? `/${externalId.type}/${externalId.field}` : ''}`;
    const outcomes: WriteOutcome[] = [];
    for (const part of inParts(records, MAX_RECORDS)) {
      const sent = part.map(({ type, fields }) => ({ attributes: { type }, ...fields }));
      const answer = await this.call({ method, path, body: { allOrNone: false, records: sent } });
      outcomes.push(...readOutcomes(answer, part.length));
    }
    return outcomes;
  }

  /** Runs a query, over all pages. `all`: also over what was deleted. */
  async query<Row>(
    soql: string,
    schema: z.ZodType<Row>,
    options: { readonly all?: boolean } = {},
  ): Promise<Result<readonly Row[], CrmFailure>> {
    const rows: Row[] = [];
    let path: string | undefined = `${API}/${options.all ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}`;
    while (path !== undefined) {
      const page: Result<z.output<typeof QueryPage>, CrmFailure> = await this.get(path, QueryPage);
      if (!page.ok) return page;
      const parsed = z.array(schema).safeParse(page.value.records);
      if (!parsed.success) return failure({ code: 'unreadable' });
      rows.push(...parsed.data);
      path = page.value.nextRecordsUrl;
    }
    return success(rows);
  }

  /** Describes an object. */
  describe<Output>(type: string, schema: z.ZodType<Output>): Promise<Result<Output, CrmFailure>> {
    return this.get(`${API}/sobjects/${type}/describe`, schema);
  }

  async get<Output>(path: string, schema: z.ZodType<Output>): Promise<Result<Output, CrmFailure>> {
    const answer = await this.call({ method: 'GET', path });
    if (!answer.ok) return answer;
    if (answer.value.status !== 200) return failure(failureOfCall(answer.value));
    const parsed = schema.safeParse(answer.value.json);
    return parsed.success ? success(parsed.data) : failure({ code: 'unreadable' });
  }

  readonly call: CallCrm = async (call) => {
    const known = this.#token;
    const token = known === undefined ? await this.#logIn() : success(known);
    if (!token.ok) return token;
    const answer = await this.#callWith(token.value, call);
    if (known === undefined || !(answer.ok && answer.value.status === 401)) return answer;
    const renewed = await this.#logIn();
    return renewed.ok ? this.#callWith(renewed.value, call) : renewed;
  };

  #callWith(token: string, call: CrmCall): Promise<Result<CrmAnswer, CrmFailure>> {
    return callCrm(this.#address, { ...call, headers: { authorization: `Bearer ${token}` } });
  }

  /** The credentials may have been replaced, so those that are refused are read again once. */
  async #logIn(): Promise<Result<string, CrmFailure>> {
    this.#token = undefined;
    const first = await this.#requestToken(await this.#credentials(false));
    const token =
      first.ok || first.problem.code !== 'unauthorized'
        ? first
        : await this.#requestToken(await this.#credentials(true));
    if (token.ok) this.#token = token.value;
    return token;
  }

  async #requestToken(credentials: SalesforceCredentials | undefined): Promise<Result<string, CrmFailure>> {
    if (!credentials) return failure({ code: 'unauthorized' });
    const { clientId, clientSecret } = credentials;
    const answer = await callCrm(this.#address, {
      method: 'POST',
      path: '/services/oauth2/token',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    });
    if (!answer.ok) return answer;
    const { status, json } = answer.value;
    if (status === 400 || status === 401) return failure({ code: 'unauthorized' });
    if (status !== 200) return failure(failureOfCall(answer.value));
    const parsed = Token.safeParse(json);
    return parsed.success ? success(parsed.data.access_token) : failure({ code: 'unreadable' });
  }
}

/** Quotes a text for a query. */
export function quoteSoql(text: string): string {
  return `'${text.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`;
}

function readOutcomes(answer: Result<CrmAnswer, CrmFailure>, count: number): readonly WriteOutcome[] {
  const all = (failed: CrmFailure) =>
    Array.from({ length: count }, () => ({ outcome: 'failed', failure: failed }) as const);
  if (!answer.ok) return all(answer.problem);
  if (answer.value.status !== 200) return all(failureOfCall(answer.value));
  const parsed = SaveResults.safeParse(answer.value.json);
  if (!parsed.success || parsed.data.length !== count) return all({ code: 'unreadable' });
  return parsed.data.map(({ id, success: done, errors: [error] }) => {
    if (done && id) return { outcome: 'done', id };
    return error ? outcomeOfError(error) : { outcome: 'failed', failure: { code: 'unreadable' } };
  });
}
