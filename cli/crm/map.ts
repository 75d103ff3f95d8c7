import { crmReasonText } from '../../shared/domain/crm/crm-failure.ts';
import { CRM_FIELD_NAMES, type CrmField, type CrmFieldMap } from '../../shared/domain/crm/crm-fields.ts';
import { type CrmUser, crmUserOf, likelyCrmUserOf } from '../../shared/domain/crm/crm-users.ts';
import type { CrmSettings } from '../../shared/domain/settings/settings.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { formatFinding } from '../finding.ts';
import { checkCrm } from './check-crm.ts';
import { requireCrm } from './connected-crm.ts';
import type { CrmAccess } from './crm-access.ts';

/** Changes of the maps, as given on the command line. */
export interface MapOptions {
  /** Each `ours=theirs`; `ours=` takes a field out of the map. */
  readonly field: readonly string[];
  /** Each `rep=id` or `rep=address`; `rep=` takes a rep out of the map. */
  readonly user: readonly string[];
  /** Maps each rep without a user to the only one whose address begins with the rep's id. */
  readonly likely?: boolean;
  /** Saves the maps. Otherwise they are only shown. */
  readonly apply?: boolean;
}

/** What a changed map does not do by itself. */
const ACCOUNTS_HINT =
  'Accounts get the owners of this map when their company is changed; all at once: baton crm accounts --apply';

/** Shows the field map and the users of the reps, with the changes if there are any, and saves these if told. */
export async function mapCrm(options: MapOptions, access: CrmAccess): Promise<readonly string[]> {
  const { settings: before, crm } = await requireCrm(access);
  const [found, reps] = [await crm.users(), await access.listReps()];
  if (!found.ok) throw new Error(crmReasonText(found.problem));
  const users = found.value;
  const fields = changedFields(before.fields, options.field);
  const byHand = changedUsers(before.users, options.user, { users, reps });
  const settings = { ...before, fields, users: options.likely ? withLikelyUsers(byHand, users, reps) : byHand };
  const isChanged = JSON.stringify(settings) !== JSON.stringify(before);
  if (options.apply && isChanged) await access.settings.save('crm', settings);
  const findings = await checkCrm({ settings, crm }, reps);
  return [
    ...CRM_FIELD_NAMES.map((name) => lineOf(name, before.fields[name], fields[name])),
    '',
    ...reps
      .filter(({ active }) => active)
      .map((rep) => lineOf(rep.id, userText(rep, before, users), userText(rep, settings, users))),
    '',
    ...findings.map(formatFinding),
    ...(JSON.stringify(settings.users) !== JSON.stringify(before.users) && before.accounts ? [ACCOUNTS_HINT] : []),
    ...(isChanged ? [options.apply ? 'Saved.' : 'Nothing is saved yet. To save it, add --apply.'] : []),
  ];
}

function changedFields(before: CrmFieldMap, changes: readonly string[]): CrmFieldMap {
  const after = new Map(Object.entries(before));
  for (const [name, property] of changes.map(parsePair)) {
    if (!isField(name)) throw new Error(`There is no field ${name}; expected one of: ${CRM_FIELD_NAMES.join(', ')}.`);
    if (property === '') after.delete(name);
    else after.set(name, property);
  }
  return Object.fromEntries(after);
}

function changedUsers(
  before: CrmSettings['users'],
  changes: readonly string[],
  { users, reps }: { readonly users: readonly CrmUser[]; readonly reps: readonly Rep[] },
): CrmSettings['users'] {
  const after = new Map(Object.entries(before));
  for (const [rep, given] of changes.map(parsePair)) {
    if (!reps.some(({ id }) => id === rep)) throw new Error(`There is no rep ${rep}.`);
    const user = users.find(({ id, email, active }) => active && (id === given || email === given.toLowerCase()));
    if (given === '') after.delete(rep);
    else if (user) after.set(rep, user.id);
    else throw new Error(`The CRM has no active user ${given}.`);
  }
  return Object.fromEntries(after);
}

function withLikelyUsers(before: CrmSettings['users'], users: readonly CrmUser[], reps: readonly Rep[]) {
  const likely = reps.flatMap((rep) => {
    const user = rep.active && !crmUserOf(rep, users, before) ? likelyCrmUserOf(rep.id, users) : undefined;
    return user ? [[rep.id, user.id] as const] : [];
  });
  return { ...before, ...Object.fromEntries(likely) };
}

function userText(rep: Rep, { users: mapped }: CrmSettings, users: readonly CrmUser[]): string | undefined {
  const user = crmUserOf(rep, users, mapped);
  return user && `${user.email} (${user.id})`;
}

function lineOf(name: string, before: string | undefined, after: string | undefined): string {
  const none = 'none';
  return `${name.padEnd(16)} ${before === after ? (after ?? none) : `${before ?? none} → ${after ?? none}`}`;
}

function isField(name: string): name is CrmField {
  return (CRM_FIELD_NAMES as readonly string[]).includes(name);
}

function parsePair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`"${text}" must be written as ours=theirs.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
