import type { Instant } from '../../domain/instant.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { Role } from '../../domain/team/role.ts';
import type { Principal } from '../auth/principal.ts';
import type { Log } from '../telemetry/log.ts';
import type { Meter } from '../telemetry/metrics.ts';
import type { Problem, ProblemKind } from './problem.ts';
import type { BodyFormat } from './request-body.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: some roles, anybody (pages behind a signed link, the API description), or `signed`: whoever has a token
 * that a source signed, which the handler verifies. Pages in browsers may call those.
 */
export type Access = readonly Role[] | 'public' | 'signed';

/**
 * Definition of a route without its handler. The same definition validates calls, dispatches them, describes them in
 * OpenAPI, and gives infra the gateway's routes.
 */
export interface RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Replies extends Readonly<Record<number, z.ZodType>> = Readonly<Record<number, z.ZodType>>,
  Who extends Access = Access,
  Problems extends readonly ProblemKind[] = readonly ProblemKind[],
> {
  readonly method: Method;
  /** `/v1/leads/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly roles: Who;
  /**
   * Object schemas. Those for bodies and queries are strict, so that a misspelt field is rejected rather than ignored.
   */
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Format of the body; JSON by default. */
  readonly format?: BodyFormat;
  /** Maximum size of a body in bytes; 1 MiB by default. */
  readonly maxBodyBytes?: number;
  /** Replies by status. Each reply is parsed by its schema, so nothing undocumented gets out. */
  readonly replies: Replies;
  /** Problems specific to this handler, besides those that the stack returns for every route. */
  readonly problems?: Problems;
}

/** A call as the handler gets it: parsed, with `now` read once. */
export interface ApiCall<Params, Query, Body, Who extends Access> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly principal: Who extends 'public' | 'signed' ? undefined : Principal;
  /** The page's origin, if a browser calls from one: `https://www.acme.example`. */
  readonly origin?: string;
  readonly now: Instant;
  readonly requestId: string;
  readonly log: Log;
  readonly meter: Meter;
}

/** One of the documented replies. */
export type ApiReply<Replies extends Readonly<Record<number, z.ZodType>>> = {
  readonly [Status in keyof Replies & number]: {
    readonly status: Status;
    readonly body: z.input<Replies[Status]>;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof Replies & number];

/** A reply without its static types. */
export interface UntypedReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Routes of a resource. A route's key is its name: in the table of handlers, in OpenAPI (`operationId`), and for the
 * use case behind it.
 */
export type Routes = Readonly<Record<string, RouteDefinition>>;

/**
 * The handler of a route. Expected failures are a `problem(…)` of a kind that the route declares; a thrown error
 * becomes a 500 without detail.
 */
export type RouteHandler<Route extends RouteDefinition, Deps> = (
  call: CallOf<Route>,
  deps: Deps,
) => Promise<ApiReply<Route['replies']> | Problem<DeclaredProblem<Route>>>;

/** The kinds of problem a handler may answer with: those of its route, and those that the stack declares for it. */
type DeclaredProblem<Route extends RouteDefinition> =
  | NonNullable<Route['problems']>[number]
  | (Route['roles'] extends 'public' ? never : 'unauthorized' | 'forbidden' | 'validation-failed')
  | 'unavailable';

type CallOf<Route extends RouteDefinition> =
  Route extends RouteDefinition<infer Params, infer Query, infer Body, infer _Replies, infer Who, infer _Problems>
    ? ApiCall<z.output<Params>, z.output<Query>, z.output<Body>, Who>
    : never;

/** A reply that is an HTML page. */
export const HtmlPageSchema = z.string().meta({ contentType: 'text/html; charset=utf-8' });

/** A reply without a body. */
export const NoBodySchema = z.undefined();

/** Default media type of a reply. */
export const JSON_TYPE = 'application/json';

/** Returns the media type of a reply. */
export function contentTypeOf(reply: z.ZodType): string {
  const declared = reply.meta()?.contentType;
  return typeof declared === 'string' ? declared : JSON_TYPE;
}

const PARAM_PATTERN = /\{([A-Za-z]+)\}/g;

/** Returns the names of a path's parameters, `['id']`. */
export function paramNamesOf(path: string): readonly string[] {
  return [...path.matchAll(PARAM_PATTERN)].flatMap(([, name]) => name ?? []);
}

/** Defines a route. @throws when the path and `params` name different parameters. */
export function defineRoute<
  Params extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Query extends z.ZodType = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  const Replies extends Readonly<Record<number, z.ZodType>> = Readonly<Record<number, z.ZodType>>,
  const Who extends Access = Access,
  const Problems extends readonly ProblemKind[] = readonly [],
>(
  definition: RouteDefinition<Params, Query, Body, Replies, Who, Problems>,
): RouteDefinition<Params, Query, Body, Replies, Who, Problems> {
  const named = Object.keys(definition.params?.shape ?? {});
  if (String(named.sort()) !== String([...paramNamesOf(definition.path)].sort())) {
    throw new Error(`${definition.path}: path and schema name different parameters`);
  }
  return definition;
}

/** Merges the routes of several resources. A name that two of them use does not compile. */
export function mergeRoutes<Resources extends readonly Routes[]>(
  ...resources: Resources & Distinct<Resources>
): Merged<Resources> {
  return Object.assign({}, ...resources) as Merged<Resources>;
}

type Distinct<Resources extends readonly Routes[], Taken = never> = Resources extends readonly [
  infer First extends Routes,
  ...infer Rest extends readonly Routes[],
]
  ? [Record<keyof First & Taken, 'this name is taken'>, ...Distinct<Rest, Taken | keyof First>]
  : [];

type Merged<Resources extends readonly Routes[]> = Resources extends readonly [
  infer First extends Routes,
  ...infer Rest extends readonly Routes[],
]
  ? First & Merged<Rest>
  : Record<never, never>;
