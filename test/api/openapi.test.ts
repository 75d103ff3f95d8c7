import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { API_ROUTES } from '../../shared/api/api-routes.ts';
import { createOpenApiDocument } from '../../shared/api/openapi.ts';
import {
  defineRoute,
  HtmlPageSchema,
  NoBodySchema,
  type RouteDefinition,
  type Routes,
} from '../../shared/runtime/http/route.ts';

const Named = z.strictObject({ size: z.int().max(5), tag: z.string().optional() }).meta({ id: 'Named' });

const note = defineRoute({
  method: 'PUT',
  path: '/v1/notes/{id}',
  summary: 'Keep a note',
  roles: ['admin'],
  params: z.object({ id: z.string().max(9) }),
  query: z.strictObject({ draft: z.enum(['yes', 'no']).default('no'), by: z.string() }),
  body: Named,
  replies: { 200: z.object({ note: Named.pick({ size: true }) }), 204: NoBodySchema },
  problems: ['conflict', 'stale-epoch'],
});
const form = defineRoute({
  method: 'POST',
  path: '/pages',
  summary: 'A form',
  roles: 'public',
  body: z.strictObject({ reason: z.string().optional() }),
  format: 'form',
  replies: { 200: HtmlPageSchema, 422: HtmlPageSchema },
});

/** Returns the value at a path inside a document. */
function valueAt(document: unknown, ...steps: readonly string[]): unknown {
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document);
}

describe('openApiDocument', () => {
  const document = createOpenApiDocument({ putNote: note, sendPage: form });
  const put = valueAt(document, 'paths', '/v1/notes/{id}', 'put');

  it('names each operation as its route is named', () => {
    expect(valueAt(put, 'operationId')).toBe('putNote');
  });

  it('lists parameters of path and query with their schemas', () => {
    expect(valueAt(put, 'parameters')).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 9 } },
      { name: 'draft', in: 'query', required: false, schema: { type: 'string', enum: ['yes', 'no'], default: 'no' } },
      { name: 'by', in: 'query', required: true, schema: { type: 'string' } },
    ]);
  });

  it('writes named schemas once and references them', () => {
    expect(valueAt(put, 'requestBody', 'content', 'application/json', 'schema')).toEqual({
      $ref: '#/components/schemas/Named',
    });
    expect(valueAt(document, 'components', 'schemas', 'Named')).toEqual({
      type: 'object',
      properties: { size: expect.objectContaining({ type: 'integer', maximum: 5 }), tag: { type: 'string' } },
      required: ['size'],
      additionalProperties: false,
    });
    expect(JSON.stringify(document)).not.toContain('$defs');
  });

  it('lists the replies and problems of a route', () => {
    expect(Object.keys(valueAt(put, 'responses') as object)).toEqual([
      '200',
      '204',
      '400',
      '401',
      '403',
      '409',
      '413',
      '415',
      '422',
      '500',
      '503',
    ]);
    expect(valueAt(put, 'responses', '204')).toEqual({ description: 'Done.' });
    expect(valueAt(put, 'responses', '409')).toEqual({
      $ref: '#/components/responses/Problem',
      description: 'The state does not allow this; The lead has been reassigned since',
    });
  });

  it('describes pages, forms and permissions', () => {
    const post = valueAt(document, 'paths', '/pages', 'post');
    expect(Object.keys(valueAt(post, 'requestBody', 'content') as object)).toEqual([
      'application/x-www-form-urlencoded',
    ]);
    expect(Object.keys(valueAt(post, 'responses', '422', 'content') as object)).toEqual([
      'text/html; charset=utf-8',
      'application/problem+json',
    ]);
    expect([valueAt(post, 'security'), valueAt(put, 'security')]).toEqual([[], [{ apiKey: [] }]]);
    expect(Object.keys(valueAt(post, 'responses') as object)).not.toContain('401');
  });

  it('refuses two schemas with the same name', () => {
    const other = defineRoute({
      method: 'GET',
      path: '/other',
      summary: 'x',
      roles: 'public',
      replies: { 200: z.object({ inner: z.object({ other: z.string() }).meta({ id: 'Named' }) }) },
    });
    expect(() => createOpenApiDocument({ putNote: note, other })).toThrow('Named');
  });
});

const routes: readonly (readonly [string, RouteDefinition])[] = Object.entries(API_ROUTES);

describe('the routes of the API', () => {
  it('are those of every file in shared/api', async () => {
    const folder = new URL('../../shared/api/', import.meta.url);
    const files = await Promise.all(
      readdirSync(folder).map((file) => import(new URL(file, folder).href) as Promise<Record<string, Routes>>),
    );
    const declared = files.flatMap((file) =>
      Object.entries(file).flatMap(([name, value]) => (name.endsWith('Routes') ? Object.keys(value) : [])),
    );
    expect(routes.map(([name]) => name).sort()).toEqual(declared.sort());
  });

  it('have unique paths', () => {
    expect(new Set(routes.map(([, { method, path }]) => `${method} ${path}`)).size).toBe(routes.length);
  });

  it('require authentication under /v1 and only there', () => {
    for (const [, { path, roles }] of routes)
      expect([path, roles === 'public']).toEqual([path, !path.startsWith('/v1/')]);
  });

  it('accept nothing undocumented', () => {
    for (const [name, { body }] of routes) {
      if (body === undefined) continue;
      const issues = body.safeParse({ 'not-a-field': 1 }).error?.issues ?? [];
      expect([name, issues.length > 0]).toEqual([name, true]);
    }
  });

  it('reference only existing components', () => {
    const document = createOpenApiDocument(API_ROUTES);
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, ref = '']) => ref);
    expect(refs.length).toBeGreaterThan(20);
    for (const ref of new Set(refs)) expect(valueAt(document, ...ref.split('/')), ref).toBeDefined();
  });
});
