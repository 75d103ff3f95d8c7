import { ownValue } from '../own-value.ts';
import { ROLES, type Role } from './role.ts';

/** How people sign in: whose tokens count, and what their claims mean. */
export interface SignInSettings {
  /** URL of the OpenID provider, exactly as its tokens name it in `iss`. */
  readonly issuer: string;
  /** What tokens for Baton name in `aud`: the client id, for ID tokens. */
  readonly audience: string;
  /** The claim with a person's groups: a text or a list of texts. */
  readonly groupClaim: string;
  /** The role of each group; `*`: of everybody who is a rep. Whoever has several groups gets the most powerful role. */
  readonly roles: Readonly<Record<string, Role>>;
  /**
   * The claim that says which rep it is: by e-mail address if it has an `@`, else by the rep's id. It must be one that people cannot
   * change themselves. Default: `email`.
   */
  readonly personClaim?: string;
}

/** The claims of a verified token. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/** Stands for everybody in {@link SignInSettings.roles}. */
const EVERYBODY = '*';

/** Returns the most powerful role of a token's groups; undefined if none of them has one. */
export function roleOfClaims(claims: TokenClaims, { groupClaim, roles }: SignInSettings): Role | undefined {
  const claimed = ownValue(claims, groupClaim);
  const groups = [claimed].flat().filter((group) => typeof group === 'string');
  const found = new Set(
    [...groups.filter((group) => group !== EVERYBODY), EVERYBODY].map((one) => ownValue(roles, one)),
  );
  return ROLES.findLast((role) => found.has(role));
}

/** Who a token says it is about. */
export type ClaimedPerson =
  | { readonly outcome: 'email'; readonly email: string }
  | { readonly outcome: 'id'; readonly id: string }
  | { readonly outcome: 'refused'; readonly because: 'no_person_claim' | 'email_not_verified' };

/** Returns who a token is about. An e-mail address that the issuer calls unverified counts for nobody. */
export function personOfClaims(claims: TokenClaims, { personClaim = 'email' }: SignInSettings): ClaimedPerson {
  const person = ownValue(claims, personClaim);
  if (typeof person !== 'string' || person.trim() === '') return { outcome: 'refused', because: 'no_person_claim' };
  const said = person.trim();
  if (!said.includes('@')) return { outcome: 'id', id: said };
  const verified = ownValue(claims, 'email_verified');
  // Some issuers send the text `false`.
  if (personClaim === 'email' && (verified === false || verified === 'false'))
    return { outcome: 'refused', because: 'email_not_verified' };
  return { outcome: 'email', email: said.toLowerCase() };
}
