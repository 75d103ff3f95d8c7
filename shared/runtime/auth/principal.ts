import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { RepId } from '../../domain/ids.ts';

/** The caller: a key, its role, and the rep it acts for. A rep's key always names its rep. */
export type Principal =
  | { readonly keyId: string; readonly role: 'rep'; readonly repId: RepId }
  | { readonly keyId: string; readonly role: 'manager' | 'admin'; readonly repId?: RepId };

/** What the authorizer passes to a function. API Gateway passes only texts, so missing values are empty. */
export type AuthorizerContext = { readonly keyId: string; readonly role: string; readonly repId: string };

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
  const context: unknown = 'authorizer' in event.requestContext ? event.requestContext.authorizer : undefined;
  const passed = typeof context === 'object' && context !== null && 'lambda' in context ? context.lambda : undefined;
  return PrincipalSchema.safeParse(passed).data;
}

/** Returns the context that {@link principalOf} reads. An unknown caller has an empty role. */
export function principalToContext(principal: Principal | undefined): AuthorizerContext {
  if (principal === undefined) return { keyId: '', role: '', repId: '' };
  return { keyId: principal.keyId, role: principal.role, repId: principal.repId ?? '' };
}

/**
 * Whether the principal may view and answer a lead with this owner: managers and admins any lead, reps only their own.
 */
export function canWorkLead(principal: Principal, owner: RepId | undefined): boolean {
  return principal.role !== 'rep' || (owner !== undefined && principal.repId === owner);
}
