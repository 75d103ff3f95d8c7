import type { RepId } from '../../domain/ids.ts';
import * as z from '../../domain/lazy-zod.ts';
import { ROLES } from '../../domain/team/role.ts';
import { personOfClaims, roleOfClaims, type SignInSettings, type TokenClaims } from '../../domain/team/sign-in.ts';
import type { IdentifyResult } from './identify.ts';
import type { Refusal } from './refusal.ts';

const text = z.string().min(1);

/** The settings as the authorizer gets them: JSON. */
export const SignInSettingsSchema: z.ZodType<SignInSettings> = z.strictObject({
  issuer: z.url(),
  audience: text,
  groupClaim: text,
  roles: z.record(text, z.enum(ROLES)),
  personClaim: text.optional(),
});

/** Checks tokens of the issuer. */
export interface TokenVerifier {
  verify(token: string): Promise<TokenCheck>;
}

/** The result of checking a token. */
export type TokenCheck =
  | { readonly outcome: 'verified'; readonly claims: TokenClaims }
  | { readonly outcome: 'refused'; readonly because: Refusal };

/** Where people are looked up. */
export interface PersonLookup {
  get(id: RepId): Promise<Person | undefined>;
  byEmail(email: string): Promise<Person | undefined>;
}

interface Person {
  readonly id: RepId;
  readonly active: boolean;
}

/** What stands for the key's id when somebody signed in, in logs. */
const SIGN_IN_KEY_ID = 'sign-in';

/** Identifies the person who signed in: a verified token, a rep who is still there, a role. */
export async function identifyBySignIn(
  token: string,
  deps: { readonly settings: SignInSettings; readonly tokens: TokenVerifier; readonly people: PersonLookup },
): Promise<IdentifyResult> {
  const { settings, tokens, people } = deps;
  const checked = await tokens.verify(token);
  if (checked.outcome === 'refused') return checked;
  const claimed = personOfClaims(checked.claims, settings);
  if (claimed.outcome === 'refused') return claimed;
  const person = claimed.outcome === 'email' ? await people.byEmail(claimed.email) : await people.get(claimed.id);
  if (!person) return { outcome: 'refused', because: 'unknown_person' };
  if (!person.active) return { outcome: 'refused', because: 'person_left' };
  const role = roleOfClaims(checked.claims, settings);
  if (role === undefined) return { outcome: 'refused', because: 'no_role' };
  return { outcome: 'known', principal: { keyId: SIGN_IN_KEY_ID, role, repId: person.id } };
}
