import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { Database } from '../../shared/adapters/dynamodb/database.ts';
import { createDocumentClient } from '../../shared/adapters/dynamodb/document-client.ts';
import { PlanTable } from '../../shared/adapters/dynamodb/plan-table.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { compilePlanTree } from '../../shared/domain/plan/compile/read-plan-tree.ts';
import { readYamlTree } from '../../shared/domain/plan/file/yaml-tree.ts';

/** What the sender of the form shows. */
const SECRET = 'a-secret-that-is-long-enough';
/** The environment's secrets, by the names of their variables. */
export const SECRETS = { SOURCE_SECRETS_ARN: JSON.stringify({ website: [SECRET] }) };

/** The table that all settings name. */
export const TABLE = 'table';

/** Publishes the example plan and one source to the stub, as `baton` would. */
export async function fillStub(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  const db = new Database(createDocumentClient({ endpoint, region: 'us-east-1', credentials }));
  const text = await readFile(join(PROJECT_ROOT, 'examples/plan.yaml'), 'utf8');
  const read = readYamlTree(text);
  const plan = read.ok ? compilePlanTree(read.value.value) : undefined;
  if (!read.ok || !plan?.ok) throw new Error('the example plan cannot be read');
  const by = { at: instantOf(Date.now()), who: 'bench' };
  const plans = new PlanTable({ db, table: TABLE, read: compilePlanTree });
  const stamp = { publishedAt: by.at, publishedBy: by.who };
  await plans.activate(await plans.publish({ ...stamp, text, tree: read.value.value, plan: plan.value }));
  await new SourceTable({ db, table: TABLE }).save({
    id: 'website',
    key: 'website-key',
    kind: 'generic',
    touch: 'contact_request',
    version: 1,
    createdAt: by.at,
    changedAt: by.at,
    changedBy: by.who,
  });
}

/** The function that turns a form into a lead. */
export const RECEIVER = 'receive-lead';

/**
 * Returns what a function on the path of a lead is first called with: a form of somebody new, or the lead that was made
 * of it. Undefined for all other functions.
 */
export function firstCallOf(name: string, on: { readonly round: number; readonly lead: string }): unknown {
  const task = { leadId: on.lead };
  const calls: Readonly<Record<string, unknown>> = {
    [RECEIVER]: { ...callOf('POST', '/hooks/generic/website-key', SECRET), body: JSON.stringify(formOf(on.round)) },
    authorize: callOf('GET', '/v1/leads', `bk_bench_0123456789abcdef_${'a'.repeat(43)}`),
    'enrich-lead': task,
    'score-lead': task,
    'route-lead': task,
  };
  return calls[name];
}

/** Returns the id of the lead that the receiver created. */
export function receivedLeadOf(answer: unknown): string {
  const { body } = answer as { readonly body: string };
  const { leads } = JSON.parse(body) as { readonly leads: readonly { readonly id: string }[] };
  if (leads[0] === undefined) throw new Error(`no lead was created: ${body}`);
  return leads[0].id;
}

function formOf(round: number) {
  const email = `nora.${round}@lindwerk.example`;
  return { email, name: 'Nora Lind', company: 'Lindwerk', phone: '+49 30 23125123', country: 'Germany' };
}

function callOf(method: string, path: string, bearer: string): Partial<APIGatewayProxyEventV2> {
  const http = { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'bench' };
  const requestContext = { http, requestId: 'request', stage: '$default', timeEpoch: Date.now() };
  return {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    requestContext: requestContext as APIGatewayProxyEventV2['requestContext'],
    isBase64Encoded: false,
  };
}
