import type { RepId } from '../ids.ts';
import type { Rep } from '../team/rep.ts';
import { type CrmUser, crmUserOf } from './crm-users.ts';

/** Returns who the users of the CRM are here, by each id under which the CRM names them. */
export function repsByUser(
  reps: readonly Rep[],
  users: readonly CrmUser[],
  mapped: Readonly<Record<RepId, string>>,
): ReadonlyMap<string, RepId> {
  const all = new Map<string, RepId>();
  for (const rep of reps) {
    const user = crmUserOf(rep, users, mapped);
    if (!user) continue;
    all.set(user.id, rep.id);
    if (user.login !== undefined) all.set(user.login, rep.id);
  }
  return all;
}
