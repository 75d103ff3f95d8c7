import { crmReasonText } from '../../shared/domain/crm/crm-failure.ts';
import { type CrmUser, crmUserOf, likelyCrmUserOf } from '../../shared/domain/crm/crm-users.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { requireCrm } from './connected-crm.ts';
import type { CrmAccess } from './crm-access.ts';

/** A rep beside the CRM's user. */
interface Pair {
  readonly rep: Rep;
  readonly user?: CrmUser;
  /** A user who probably is the rep, where none is known, and whom no other rep is. */
  readonly likely?: CrmUser;
}

/**
 * Shows the CRM's users beside the active reps: who is whom and by what, which reps are no users, and which users are no
 * reps, as lines for the reps data. Nothing is changed but, if told, the map: likely users are mapped to their reps.
 * @throws a sentence when no CRM is connected, or it does not answer
 */
export async function showCrmUsers(
  { apply = false }: { readonly apply?: boolean },
  access: CrmAccess,
): Promise<readonly string[]> {
  const { settings, crm } = await requireCrm(access);
  const [found, reps] = [await crm.users(), await access.listReps()];
  if (!found.ok) throw new Error(crmReasonText(found.problem));
  const users = found.value;
  const pairs = pairUp(reps, users, settings.users);
  const likely = pairs.flatMap(({ rep, likely: user }) => (user ? [[rep.id, user.id] as const] : []));
  if (apply && likely.length > 0)
    await access.settings.save('crm', { ...settings, users: { ...settings.users, ...Object.fromEntries(likely) } });
  return [
    ...pairs.map((pair) => `${pair.rep.id.padEnd(20)} ${describe(pair, settings.users)}`),
    ...linesOfOthers(users, reps, pairs),
    ...(likely.length === 0 ? [] : ['', ending(likely.length, apply)]),
  ];
}

function pairUp(reps: readonly Rep[], users: readonly CrmUser[], mapped: Readonly<Record<string, string>>) {
  const known = reps.flatMap((rep) => crmUserOf(rep, users, mapped)?.id ?? []);
  return reps
    .filter(({ active }) => active)
    .map((rep): Pair => {
      const user = crmUserOf(rep, users, mapped);
      // A mapping by hand is a person's to change.
      if (user || ownValue(mapped, rep.id) !== undefined) return { rep, ...(user && { user }) };
      const likely = likelyCrmUserOf(rep.id, users);
      return likely && !known.includes(likely.id) ? { rep, likely } : { rep };
    });
}

function describe({ rep, user, likely }: Pair, mapped: Readonly<Record<string, string>>): string {
  if (user) return `${nameOf(user)}, ${waysOf(rep, mapped)}`;
  const gone = ownValue(mapped, rep.id);
  const none = gone === undefined ? 'no user' : `no user: ${gone}, as mapped, is gone or cannot own records`;
  return likely ? `${none}; probably ${nameOf(likely)}` : `${none}; their leads get no owner in the CRM`;
}

function waysOf({ id, attributes }: Rep, mapped: Readonly<Record<string, string>>): string {
  if (ownValue(mapped, id) !== undefined) return 'as mapped';
  return ownValue(attributes, 'crm') === undefined ? 'by e-mail address' : 'by the attribute crm';
}

/** The CRM's users who are no reps. Somebody who left is one too: their user is not to be offered again. */
function linesOfOthers(users: readonly CrmUser[], reps: readonly Rep[], pairs: readonly Pair[]): readonly string[] {
  const taken = new Set(pairs.flatMap(({ user, likely }) => [user?.id, likely?.id]));
  const left = reps.filter(({ active }) => !active);
  const others = users.filter(
    (user) => user.active && !taken.has(user.id) && !left.some((rep) => crmUserOf(rep, [user], {})),
  );
  if (others.length === 0) return ['', 'Each user of the CRM is a rep.'];
  return [
    '',
    `No reps: ${others.length} of the CRM's users. To make them reps, add these to the reps data, with their zone and teams:`,
    ...others.map(
      ({ email }) => `  ${repIdOf(email)}: {name: ${personName(email)}, email: ${email}, zone: Area/City, teams: {}}`,
    ),
  ];
}

function repIdOf(email: string): string {
  return (email.split('@')[0] ?? '').replaceAll(/[^a-z0-9._-]/g, '-');
}

/** A guess from the address, for a person to mend: `Dana Ruiz`. */
function personName(email: string): string {
  const words = repIdOf(email).split(/[._-]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

function nameOf({ email, id }: CrmUser): string {
  return `${email} (${id})`;
}

function ending(count: number, isApplied: boolean): string {
  if (isApplied) return `Saved: ${count} more are mapped.`;
  return `${count} could be mapped to their likely users. Nothing is saved yet. To save the map, add --apply.`;
}
