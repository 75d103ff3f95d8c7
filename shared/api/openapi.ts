import * as z from '../domain/lazy-zod.ts';
import { PROBLEM_TYPE, PROBLEMS, type ProblemKind } from '../runtime/http/problem.ts';
import { contentTypeOf, defineRoute, paramNamesOf, type RouteDefinition, type Routes } from '../runtime/http/route.ts';
import { type Json, SchemaComponents } from './schema-components.ts';

/** Routes that describe the API itself, for tools and people. */
export const descriptionRoutes = {
  describeApi: defineRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    roles: 'public',
    replies: { 200: z.record(z.string(), z.unknown()) },
  }),
} as const;

const ProblemSchema = z
  .object({
    type: z.enum(Object.keys(PROBLEMS).map((kind) => `/problems/${kind}`)),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().describe('Identifies this call; the logs have the same id.'),
    errors: z
      .array(
        z.object({
          in: z.enum(['body', 'query', 'path']),
          field: z.string().describe('JSON pointer; empty for the whole document.'),
          expected: z.string(),
          got: z.string().optional().describe('The kind of value received, never the value.'),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

/** Returns the OpenAPI 3.1 document of these routes, generated from the schemas that validate them. */
export function createOpenApiDocument(routes: Routes): Json {
  const components = new SchemaComponents();
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const operations = paths[route.path] ?? {};
    operations[route.method.toLowerCase()] = operationOf(name, route, components);
    paths[route.path] = operations;
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Baton',
      version: '1',
      description:
        'Routes inbound leads to the right owner, with SLA clocks and automatic reassignment. Errors are RFC 9457 problems.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      responses: { Problem: problemResponseOf(components) },
      schemas: components.schemas(),
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key, `bk_<environment>_<id>_<secret>`, or an ID token of the sign-in',
        },
      },
    },
  };
}

function operationOf(name: string, route: RouteDefinition, components: SchemaComponents): Json {
  return {
    operationId: name,
    summary: route.summary,
    ...(route.roles === 'public'
      ? { security: [] }
      : route.roles === 'signed'
        ? {
            security: [],
            description: 'Requires a token signed with the secret of a source, in the query or the body.',
          }
        : {
            security: [{ apiKey: [] }],
            description: `Requires a key with one of these roles: ${route.roles.join(', ')}.`,
          }),
    ...parametersOf(route, components),
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          [route.format === 'form' ? 'application/x-www-form-urlencoded' : 'application/json']: {
            schema: components.schema(route.body, 'input'),
          },
        },
      },
    }),
    responses: mergeResponses(repliesOf(route, components), problemsOf(route)),
  };
}

function parametersOf({ path, params, query }: RouteDefinition, components: SchemaComponents): Json {
  const inPath = paramNamesOf(path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: paramSchemaOf(params, name, components),
  }));
  const { properties = {}, required = [] } = query ? objectSchemaOf(query, components) : {};
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const parameters = [...inPath, ...inQuery];
  return parameters.length === 0 ? {} : { parameters };
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
}

function objectSchemaOf(schema: z.ZodType, components: SchemaComponents): ObjectSchema {
  return components.schema(schema, 'input') as ObjectSchema;
}

function paramSchemaOf(params: z.ZodType | undefined, name: string, components: SchemaComponents): Json {
  return (params && objectSchemaOf(params, components).properties?.[name]) ?? {};
}

function repliesOf({ replies }: RouteDefinition, components: SchemaComponents): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(replies).map(([status, schema]) => [
      status,
      schema instanceof z.ZodUndefined
        ? { description: 'Done.' }
        : {
            description: Number(status) < 400 ? 'Done.' : 'Failed; the page explains why.',
            content: { [contentTypeOf(schema)]: { schema: components.schema(schema, 'output') } },
          },
    ]),
  );
}

/** A page and a problem may share a status: the call then gets one or the other. */
function mergeResponses(replies: Record<string, Json>, problems: Record<string, Json>): Json {
  const both = Object.entries(replies).map(([status, reply]) => {
    const problem = problems[status] && { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } };
    return [status, problem ? { ...reply, content: { ...(reply.content as Json), ...problem } } : reply] as const;
  });
  return { ...problems, ...Object.fromEntries(both) };
}

function problemResponseOf(components: SchemaComponents): Json {
  const schema = components.schema(ProblemSchema, 'output');
  return { description: 'RFC 9457 problem details.', content: { [PROBLEM_TYPE]: { schema } } };
}

/** Returns the problems of the middleware stack that the route can cause, and the handler's own, grouped by status. */
function problemsOf(route: RouteDefinition): Record<string, Json> {
  const kinds: ProblemKind[] = [
    ...(route.body ? (['malformed-body', 'too-large', 'wrong-content-type'] as const) : []),
    ...(route.roles === 'public' ? [] : (['unauthorized', 'forbidden'] as const)),
    ...(route.roles === 'public' && !route.body && !route.params ? [] : (['validation-failed'] as const)),
    ...(route.problems ?? []),
    'internal',
    'unavailable',
  ];
  const byStatus = Map.groupBy(new Set(kinds), (kind) => PROBLEMS[kind].status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      String(status),
      {
        $ref: '#/components/responses/Problem',
        description: same.map((kind) => PROBLEMS[kind].title).join('; '),
      },
    ]),
  );
}
