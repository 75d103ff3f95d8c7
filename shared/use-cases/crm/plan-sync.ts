import { changedValues, type TaskChange, taskChangeOf } from '../../domain/crm/crm-changes.ts';
import type { CrmValues } from '../../domain/crm/crm-fields.ts';
import { type CrmLink, type CrmProblem, newCrmLink } from '../../domain/crm/crm-link.ts';
import { type CrmPerson, toCrmPerson } from '../../domain/crm/crm-person.ts';
import { crmStateOf, toCrmValues } from '../../domain/crm/crm-state.ts';
import { type CrmUser, crmUserOf } from '../../domain/crm/crm-users.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { contactKeysOf } from '../../domain/privacy/do-not-contact.ts';
import type { CrmConnection, SyncDeps } from './sync-deps.ts';

/** What is to be written about one lead. */
export interface PlannedSync {
  readonly lead: Lead;
  readonly link: CrmLink;
  /** The values that differ from what was written last. */
  readonly values: CrmValues;
  readonly taskChange: TaskChange | undefined;
  /** An earlier attempt may have made the task without our knowing. */
  readonly taskMayExist: boolean;
  readonly person: CrmPerson;
  readonly mayMake: boolean;
  readonly problems: readonly CrmProblem[];
}

/** What planning needs besides the stores. */
export interface PlanContext extends CrmConnection {
  readonly users: readonly CrmUser[];
  readonly now: Instant;
}

/**
 * Compares what the CRM is to say about a lead with what was written last. Undefined: nothing is to be written, because
 * nothing differs, or because nothing of this lead may leave Baton any more.
 */
export async function planSync(
  lead: Lead,
  stored: CrmLink | undefined,
  { settings, crm, users, now }: PlanContext,
  deps: Pick<SyncDeps, 'leads' | 'reps' | 'doNotContact'>,
): Promise<PlannedSync | undefined> {
  const state = crmStateOf(lead);
  if (!state) return undefined;
  const link =
    stored?.system === settings.system
      ? stored
      : { ...newCrmLink(lead.id, settings.system, now), version: stored?.version ?? 0 };
  if (link.record === undefined && !state.mayMake) return undefined;
  const rep = state.owner === undefined ? undefined : await deps.reps.get(state.owner);
  const user = rep && crmUserOf(rep, users, settings.users);
  const wanted = {
    ...toCrmValues(state.fields, settings.fields),
    ...(user && { [crm.ownerProperty]: user.id }),
  };
  // The CRM may have an owner whose writing was not confirmed, though the one before is wanted again.
  const { [link.unconfirmedOwners ? crm.ownerProperty : '']: _, ...certain } = link.written;
  const values = (await speaksForPerson(lead, deps)) ? changedValues(wanted, certain) : {};
  const taskChange = taskChangeOf(link.task, state.task, user?.id);
  if (Object.keys(values).length === 0 && !taskChange) return undefined;
  if (lead.stage.state !== 'closed' && (await isListed(lead, deps))) return undefined;
  const person = link.record === undefined ? await deps.leads.person(lead.id) : undefined;
  return {
    lead,
    link: { ...link, record: link.record ?? recordGivenBySender(lead, settings.system) },
    values,
    taskChange,
    taskMayExist: link.task?.state === 'making',
    person: person ? toCrmPerson(person) : {},
    mayMake: state.mayMake && link.record === undefined,
    problems: state.owner !== undefined && !user ? [{ code: 'owner_unmapped' }] : [],
  };
}

/** A person has one record and may have had several leads: the record says what the last of them is. */
async function speaksForPerson({ id, stage, personKey }: Lead, { leads }: Pick<SyncDeps, 'leads'>): Promise<boolean> {
  if (stage.state !== 'closed' || personKey === undefined) return true;
  const current = await leads.leadOfPerson(personKey);
  return current === undefined || current === id;
}

/** Whoever enters a person in the list ends their leads, which nudges again. */
async function isListed(lead: Lead, { doNotContact }: Pick<SyncDeps, 'doNotContact'>): Promise<boolean> {
  const keys = contactKeysOf(lead);
  return keys.length > 0 && (await doNotContact.find(keys)).length > 0;
}

/** Returns the record that the sender of the lead named, as a workflow of the CRM does. */
function recordGivenBySender({ externalIds }: Lead, system: string): string | undefined {
  const prefix = `${system}:`;
  return externalIds.find((id) => id.startsWith(prefix))?.slice(prefix.length);
}
