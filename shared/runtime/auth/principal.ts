import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { RepId } from '../../domain/ids.ts';
import * as z from '../../domain/lazy-zod.ts';
import type { Actor } from '../../domain/lead/events.ts';
import { type Refusal, refusalOf } from './refusal.ts';

/** The caller: a key, its role, and the rep it acts for. A rep's key always names its rep. */
export type Principal =
  | { readonly keyId: string; readonly role: 'rep'; readonly repId: RepId }
  | { readonly keyId: string; readonly role: 'manager' | 'admin'; readonly repId?: RepId };

/** What the authorizer passes to a function. API Gateway passes only texts, so missing values are empty. */
export type AuthorizerContext = {
  readonly keyId: string;
  readonly role: string;
  readonly repId: string;
  /** Why the caller is not known; empty when they are. */
  readonly refusal?: string;
};

const id = z.string().min(1).max(128);
const optionalId = z
  .string()
  .max(128)
  .transform((text) => (text === '' ? undefined : text))
  .optional();
const PrincipalSchema = z.discriminatedUnion('role', [
  z.object({ keyId: id, role: z.literal('rep'), repId: id }),
  z.object({ keyId: id, role: z.enum(['manager', 'admin']), repId: optionalId }),
]);

/** Returns the caller the authorizer identified; undefined for an unknown caller or without an authorizer. */
export function principalOf(event: APIGatewayProxyEventV2): Principal | undefined {
  return PrincipalSchema.safeParse(passedContextOf(event)).data;
}

/** Returns why the authorizer does not know the caller. Only meaningful when {@link principalOf} returns nobody. */
export function callerRefusalOf(event: APIGatewayProxyEventV2): Refusal {
  const passed = passedContextOf(event);
  return refusalOf(typeof passed === 'object' && passed !== null && 'refusal' in passed ? passed.refusal : undefined);
}

function passedContextOf(event: APIGatewayProxyEventV2): unknown {
  const context: unknown = 'authorizer' in event.requestContext ? event.requestContext.authorizer : undefined;
  return typeof context === 'object' && context !== null && 'lambda' in context ? context.lambda : undefined;
}

/** Returns who is recorded as having done what this caller does: the person, or a machine by the id of its key. */
export function actorIdOf(principal: Principal): string {
  return principal.repId ?? principal.keyId;
}

/** Returns the caller as the actor of an event: the rep behind the key or the sign-in, else the key. */
export function actorOf(principal: Principal): Actor {
  return { kind: 'person', id: actorIdOf(principal) };
}

/** Returns the context that {@link principalOf} reads. */
export function principalToContext(principal: Principal): AuthorizerContext {
  return { keyId: principal.keyId, role: principal.role, repId: principal.repId ?? '' };
}

/** Returns the context of a caller who is not known: an empty role, and why. */
export function refusalToContext(refusal: Refusal): AuthorizerContext {
  return { keyId: '', role: '', repId: '', refusal };
}
