import type { RepId } from '../ids.ts';
import { ownValue } from '../own-value.ts';
import { emailsOf, type Rep } from '../team/rep.ts';

/** A user of the CRM who can own records. */
export interface CrmUser {
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly active: boolean;
  /** By which the CRM names them as the author of a change, if that is not `id`. */
  readonly login?: string;
}

/** The attribute of a rep that names their user in the CRM, by id or e-mail address. */
const USER_ATTRIBUTE = 'crm';

/**
 * Returns the CRM's user of a rep: as mapped by hand, else by the rep's attribute `crm`, else by the rep's own e-mail
 * addresses. Undefined: none, or one who cannot own records any more.
 */
export function crmUserOf(
  rep: Pick<Rep, 'id' | 'attributes' | 'email' | 'addresses'>,
  users: readonly CrmUser[],
  mapped: Readonly<Record<RepId, string>>,
): CrmUser | undefined {
  const named = ownValue(mapped, rep.id) ?? ownValue(rep.attributes, USER_ATTRIBUTE)?.[0];
  const find = (given: string) =>
    users.find((user) => user.active && (user.id === given || user.email === given.toLowerCase()));
  return named === undefined ? emailsOf(rep).flatMap((email) => find(email) ?? [])[0] : find(named);
}

/**
 * Returns the user whose e-mail address begins with the rep's id, if there is exactly one: `mia.keller` and
 * `mia.keller@acme.example`. A guess, for a person to confirm.
 */
export function likelyCrmUserOf(rep: RepId, users: readonly CrmUser[]): CrmUser | undefined {
  const [found, ...others] = users.filter(({ active, email }) => active && email.split('@')[0] === rep.toLowerCase());
  return others.length === 0 ? found : undefined;
}
