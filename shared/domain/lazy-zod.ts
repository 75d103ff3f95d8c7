import * as zod from 'zod';
import { lazyValue } from './lazy-value.ts';

/*
 * Zod, with schemas that are built when first used. Building the first schema of a kind takes up to a millisecond, and a
 * cold start would build those of every row, route and setting that a bundle knows; a call uses a few of them. Import
 * this instead of `zod` in whatever a function loads: docs/adr/0037-cold-starts.md.
 */
export type * from 'zod';
// biome-ignore lint/style/noRestrictedImports: it stands for zod.
// biome-ignore lint/performance/noBarrelFile: it stands for zod.
export { NEVER, regexes, ZodError, ZodObject, ZodUndefined } from 'zod';

/** The methods of zod that make a schema of a schema, and so can wait. Any other use of a schema builds it. */
export const WAITING_METHODS: ReadonlySet<PropertyKey> = new Set(
  [
    'and array base64 base64url brand catch catchall check cidrv4 cidrv6 clone cuid cuid2 date datetime default',
    'describe duration e164 email emoji endsWith exactOptional exactPartial exclude extend extract finite gt gte guid',
    'includes int ipv4 ipv6 jwt keyof ksuid length loose lowercase lt lte max merge meta min multipleOf nanoid negative',
    'nonempty nonnegative nonoptional nonpositive normalize nullable nullish omit optional or overwrite partial',
    'passthrough pick pipe positive prefault properties readonly refine regex removeCatch removeDefault required rest',
    'safe safeExtend slugify startsWith step strict strip superRefine time toLowerCase toUpperCase transform trim ulid',
    'unwrap uppercase url uuid uuidv4 uuidv6 uuidv7 with xid',
  ].flatMap((names) => names.split(' ')),
);

/** Of these, the methods that leave the fields of an object as they are. */
const KEEP_SHAPE: ReadonlySet<PropertyKey> = new Set(['describe', 'meta', 'refine']);

type Method = (...args: readonly unknown[]) => object;

/** How to build each schema that was put off. */
const builders = new WeakMap<object, () => object>();

/** Puts off building a schema. `shape`: the fields of an object, which can be read without building it. */
function deferSchema(build: () => object, shape?: unknown): object {
  const built = lazyValue(build);
  const schema = new Proxy(
    {},
    {
      get: (_, name): unknown => {
        if (name === 'shape' && shape !== undefined) return shape;
        if (!WAITING_METHODS.has(name)) return memberOf(built(), name);
        const call = (args: readonly unknown[]) => (memberOf(built(), name) as Method)(...args.map(buildParts));
        return (...args: readonly unknown[]) => {
          const reads = name === 'meta' && args.length === 0;
          return reads ? call(args) : deferSchema(() => call(args), KEEP_SHAPE.has(name) ? shape : undefined);
        };
      },
      has: (_, name) => Reflect.has(built(), name),
      getPrototypeOf: () => Reflect.getPrototypeOf(built()),
    },
  );
  builders.set(schema, built);
  return schema;
}

/** Returns a member of a schema; a method runs on the schema, however it is called. */
function memberOf(schema: object, name: PropertyKey): unknown {
  const member: unknown = Reflect.get(schema, name);
  return typeof member === 'function' ? member.bind(schema) : member;
}

/** Builds the schemas that an argument is or holds. */
function buildParts(argument: unknown): unknown {
  if (typeof argument !== 'object' || argument === null) return argument;
  const build = builders.get(argument);
  if (build !== undefined) return build();
  const holdsSchemas = Object.values(argument).some((part) => typeof part === 'object' && builders.has(part ?? {}));
  if (!holdsSchemas) return argument;
  if (Array.isArray(argument)) return argument.map(buildParts);
  return Object.fromEntries(Object.entries(argument).map(([name, part]) => [name, buildParts(part)]));
}

/** Returns a function of zod that puts off building its schema. */
function deferring<Build>(build: Build): Build {
  return ((...args: readonly unknown[]) =>
    deferSchema(() => (build as Method)(...args.map(buildParts)))) as unknown as Build;
}

/** The same for a function whose first argument are the fields of an object. */
function deferringObject<Build>(build: Build): Build {
  return ((...args: readonly unknown[]) =>
    deferSchema(() => (build as Method)(...args.map(buildParts)), args[0])) as unknown as Build;
}

export const array = /* @__PURE__ */ deferring(zod.array);
export const boolean = /* @__PURE__ */ deferring(zod.boolean);
export const coerce = {
  date: /* @__PURE__ */ deferring(zod.coerce.date),
  number: /* @__PURE__ */ deferring(zod.coerce.number),
};
export const discriminatedUnion = /* @__PURE__ */ deferring(zod.discriminatedUnion);
export const email = /* @__PURE__ */ deferring(zod.email);
export const int = /* @__PURE__ */ deferring(zod.int);
export const iso = {
  date: /* @__PURE__ */ deferring(zod.iso.date),
  datetime: /* @__PURE__ */ deferring(zod.iso.datetime),
};
/** For a schema that holds itself; others wait as they are. */
export const lazy = /* @__PURE__ */ deferring(((get: () => object) =>
  zod.lazy(() => buildParts(get()) as zod.ZodType)) as typeof zod.lazy);
export const literal = /* @__PURE__ */ deferring(zod.literal);
export const looseObject = /* @__PURE__ */ deferringObject(zod.looseObject);
export const number = /* @__PURE__ */ deferring(zod.number);
export const object = /* @__PURE__ */ deferringObject(zod.object);
export const partialRecord = /* @__PURE__ */ deferring(zod.partialRecord);
export const record = /* @__PURE__ */ deferring(zod.record);
export const strictObject = /* @__PURE__ */ deferringObject(zod.strictObject);
export const string = /* @__PURE__ */ deferring(zod.string);
export const tuple = /* @__PURE__ */ deferring(zod.tuple);
export const union = /* @__PURE__ */ deferring(zod.union);
export const unknown = /* @__PURE__ */ deferring(zod.unknown);
export const url = /* @__PURE__ */ deferring(zod.url);

const anyOf = /* @__PURE__ */ deferring(zod.enum);
const instanceOf = /* @__PURE__ */ deferring(zod.instanceof);
const nothing = /* @__PURE__ */ deferring(zod.undefined);

export { anyOf as enum, instanceOf as instanceof, nothing as undefined };

/** Returns the JSON Schema of a schema. */
export const toJSONSchema = ((schema: object, ...rest: readonly unknown[]) =>
  (zod.toJSONSchema as unknown as Method)(buildParts(schema), ...rest)) as unknown as typeof zod.toJSONSchema;
