import * as z from 'zod';
import type { Instant } from '../../domain/instant.ts';
import type { Principal, Role } from '../auth/principal.ts';
import type { Log } from '../telemetry/log.ts';
import type { Meter } from '../telemetry/metrics.ts';
import type { Problem, ProblemKind } from './problem.ts';
import type { BodyFormat } from './request-body.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call: some roles, or anybody (pages behind a signed link, the description of the API). */
export type Access = readonly Role[] | 'public';

/**
 * What a route takes and gives, without what it does: the same definition validates calls, dispatches them, describes
 * them in OpenAPI and is what infra makes the gateway's routes from.
 */
export interface RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Replies extends Readonly<Record<number, z.ZodType>> = Readonly<Record<number, z.ZodType>>,
  Who extends Access = Access,
> {
  readonly method: Method;
  /** `/v1/leads/{id}`. */
  readonly path: string;
  /** Name in OpenAPI and in code, `answerLead`. */
  readonly name: string;
  readonly summary: string;
  readonly roles: Who;
  /** Objects; those of bodies and queries strict, so that a misspelt field is refused rather than lost. */
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** How the body is written; JSON unless said. */
  readonly format?: BodyFormat;
  /** Most bytes of a body; 1 MiB unless said. */
  readonly maxBodyBytes?: number;
  /** Reply by status. Replies are passed through their schema, so nothing undocumented gets out. */
  readonly replies: Replies;
  /** Problems of the handler's own, beside those that the stack answers for every route. */
  readonly problems?: readonly ProblemKind[];
}

/** What a handler gets of a call: everything parsed, `now` read once. */
export interface Call<Params, Query, Body, Who extends Access> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly principal: Who extends 'public' ? undefined : Principal;
  readonly now: Instant;
  readonly requestId: string;
  readonly log: Log;
  readonly meter: Meter;
}

/** One of the documented replies. */
export type Reply<Replies extends Readonly<Record<number, z.ZodType>>> = {
  readonly [Status in keyof Replies & number]: {
    readonly status: Status;
    readonly body: z.input<Replies[Status]>;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof Replies & number];

/** What a handler answers, its types forgotten. */
export interface AnyReply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A definition with what it does, ready for a route table. */
export interface Route<Deps> {
  readonly definition: RouteDefinition;
  handle(call: Call<unknown, unknown, unknown, Access>, deps: Deps): Promise<AnyReply | Problem>;
}

/** A reply that is a page of HTML. */
export const htmlPage = z.string().meta({ contentType: 'text/html; charset=utf-8' });

/** A reply without a body. */
export const noBody = z.undefined();

/** Media type of a reply unless its schema says otherwise. */
export const JSON_TYPE = 'application/json';

/** Media type of a reply. */
export function contentTypeOf(reply: z.ZodType): string {
  const said = reply.meta()?.contentType;
  return typeof said === 'string' ? said : JSON_TYPE;
}

const PARAM = /\{([A-Za-z]+)\}/g;

/** Names of the parameters of a path, `['id']`. */
export function paramNames(path: string): readonly string[] {
  return [...path.matchAll(PARAM)].flatMap(([, name]) => name ?? []);
}

/** Defines a route. @throws when the path and `params` name different parameters. */
export function defineRoute<
  Params extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Query extends z.ZodType = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  const Replies extends Readonly<Record<number, z.ZodType>> = Readonly<Record<number, z.ZodType>>,
  const Who extends Access = Access,
>(definition: RouteDefinition<Params, Query, Body, Replies, Who>): RouteDefinition<Params, Query, Body, Replies, Who> {
  const named = Object.keys(definition.params?.shape ?? {});
  if (String(named.sort()) !== String([...paramNames(definition.path)].sort())) {
    throw new Error(`${definition.path} does not have the parameters its schema names`);
  }
  return definition;
}

/**
 * Binds what a route does. Annotate `deps` in the handler; the rest is typed by the definition:
 * `serve(answerLead, async ({ params, body, principal, now }, deps: Deps) => ({ status: 200, body: … }))`.
 * Expected failures are returned as a `problem(…)`; what is thrown becomes a 500 without detail.
 */
export function serve<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Replies extends Readonly<Record<number, z.ZodType>>,
  Who extends Access,
  Deps,
>(
  definition: RouteDefinition<Params, Query, Body, Replies, Who>,
  handle: (
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>, Who>,
    deps: Deps,
  ) => Promise<Reply<NoInfer<Replies>> | Problem>,
): Route<Deps> {
  return {
    definition,
    // The route table has parsed the call by this very definition, which is what the cast says.
    handle: (call, deps) => handle(call as Call<z.output<Params>, z.output<Query>, z.output<Body>, Who>, deps),
  };
}
