import { describe, expect, it } from 'vitest';
import * as zod from 'zod';
import * as z from '../../shared/domain/lazy-zod.ts';

/** Counts how often a schema that holds this one is built. */
function spied() {
  let builds = 0;
  const values = {
    get a() {
      builds += 1;
      return 'a';
    },
  };
  return { schema: z.enum(values as { readonly a: 'a' }), builds: () => builds };
}

describe('a schema', () => {
  it('is built when it is first used, and once', () => {
    const { schema, builds } = spied();
    const outer = z.object({ name: schema.optional().describe('A name.') }).meta({ id: 'Outer' });
    const list = z.array(z.union([outer, z.string()])).readonly();
    expect(builds()).toBe(0);
    expect(list.parse([{ name: 'a' }, 'b'])).toEqual([{ name: 'a' }, 'b']);
    const once = builds();
    expect(once).toBeGreaterThan(0);
    expect(list.safeParse([{ name: 'b' }]).success).toBe(false);
    expect(builds()).toBe(once);
  });

  it('shows the fields of an object without being built', () => {
    const { schema, builds } = spied();
    const outer = z.strictObject({ name: schema }).meta({ id: 'Fields' });
    expect(Object.keys({ ...outer.shape, age: z.int() })).toEqual(['name', 'age']);
    expect(builds()).toBe(0);
    expect(z.object({ ...outer.shape, age: z.int() }).parse({ name: 'a', age: 1 })).toEqual({ name: 'a', age: 1 });
  });

  it('passes for one of zod: its class, its parts in a schema of zod, its description', () => {
    const inner = z.object({ a: z.string().min(1) }).meta({ id: 'Inner', description: 'The inner one.' });
    expect(inner).toBeInstanceOf(zod.ZodObject);
    expect(z.undefined()).toBeInstanceOf(z.ZodUndefined);
    expect(inner.meta()).toMatchObject({ id: 'Inner' });
    expect(zod.object({ inner }).parse({ inner: { a: 'x' } })).toEqual({ inner: { a: 'x' } });
    expect(zod.object({ inner }).safeParse({ inner: { a: '' } }).success).toBe(false);
  });

  it('is described as the same schema of zod is', () => {
    const describe = (build: typeof z | typeof zod, id: string) => {
      const tree: zod.ZodType = build
        .object({ any: build.array(build.lazy(() => tree)).optional() })
        .catchall(build.record(build.string(), build.int()))
        .meta({ id: `tree${id}`, description: 'A tree.' });
      const whole = build.strictObject({ tree, other: tree.optional(), at: build.iso.date().default('2026-01-01') });
      return JSON.stringify(z.toJSONSchema(whole, { io: 'input' })).replaceAll(`tree${id}`, 'tree');
    };
    expect(describe(z, '1')).toBe(describe(zod, '2'));
  });
});

/** What reads a schema, or reads with it: it is built for that. */
const READS =
  /^(?:apply|constructor|is\w+|register|spa|toJSONSchema|validate\w*|(?:safe)?(?:parse|decode|encode)(?:Async)?)$/i;

it('every method by which zod makes a schema of a schema waits', () => {
  const text = zod.string();
  const schemas = [
    ...[text, zod.number(), zod.int(), zod.boolean(), zod.email(), zod.url(), zod.iso.date(), zod.unknown()],
    ...[zod.array(text), zod.object({}), zod.record(text, text), zod.tuple([text]), zod.enum(['a']), zod.literal('a')],
    ...[zod.union([text]), zod.lazy(() => text), zod.instanceof(Date), zod.coerce.date(), zod.undefined()],
    ...[text.optional(), text.nullable(), text.default(''), text.prefault(''), text.catch(''), text.readonly()],
    ...[text.transform(Number), zod.discriminatedUnion('a', [zod.object({ a: zod.literal('x') })])],
  ];
  const methods = new Set(schemas.flatMap((schema) => methodsOf(schema)).filter((name) => !READS.test(name)));
  expect([...methods].filter((name) => !z.WAITING_METHODS.has(name))).toEqual([]);
  expect([...z.WAITING_METHODS].filter((name) => !methods.has(String(name)))).toEqual([]);
});

function methodsOf(schema: object): readonly string[] {
  const names = new Set<string>();
  for (let at: unknown = schema; at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  return [...names].filter((name) => typeof Reflect.get(schema, name) === 'function');
}
