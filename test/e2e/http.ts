import { inject } from 'vitest';
import type * as z from 'zod';
import { leadRoutes } from '../../shared/api/leads.ts';
import { readLogLines } from './traces.ts';

const { apiUrl, keys } = inject('deployed');

/** An HTTP response. */
export interface HttpReply {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  json(): unknown;
}

interface CallOptions {
  /** Sent as the bearer token. */
  readonly key?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent unchanged. */
  readonly body?: NonNullable<RequestInit['body']>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Makes one call, to an API path or a full URL. @throws on a 500, which nothing may cause, with the matching log lines.
 */
export async function call(method: string, path: string, options: CallOptions = {}): Promise<HttpReply> {
  const { key, json, body, headers = {} } = options;
  const answer = await fetch(path.startsWith('http') ? path : `${apiUrl}${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: json === undefined ? body : JSON.stringify(json),
    redirect: 'manual',
  });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  if (answer.status === 500) throw new Error(`${method} ${path} answered 500: ${await findLogLines(answer.headers)}`);
  return { status: answer.status, type, headers: answer.headers, text, json: () => JSON.parse(text) as unknown };
}

async function findLogLines(headers: Headers): Promise<string> {
  const id = headers.get('x-request-id') ?? 'no request id';
  return (await readLogLines()).flatMap(({ text }) => (text.includes(id) ? [text] : [])).join('\n');
}

/** Makes an admin call that must return 200, and validates the response against the documented schema. */
async function read<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const reply = await call('GET', path, { key: keys.admin });
  if (reply.status !== 200) throw new Error(`GET ${path} answered ${reply.status}: ${reply.text}`);
  return schema.parse(reply.json());
}

/** Returns a lead as an admin sees it. */
export function readLead(id: string) {
  return read(`/v1/leads/${id}`, leadRoutes.getLead.replies[200]);
}

/** Returns a lead's timeline, oldest first. */
export async function readTimeline(id: string) {
  return (await read(`/v1/leads/${id}/timeline`, leadRoutes.getTimeline.replies[200])).events;
}

/** Returns the routing decision of a lead. */
export function readDecision(id: string) {
  return read(`/v1/leads/${id}/decision`, leadRoutes.getDecision.replies[200]);
}

/** Returns one page of a list of leads. */
export function readLeadPage(query: string) {
  return read(`/v1/leads?${query}`, leadRoutes.listLeads.replies[200]);
}
