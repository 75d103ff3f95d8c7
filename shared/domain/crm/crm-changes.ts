import type { Instant } from '../instant.ts';
import type { CrmValues } from './crm-fields.ts';
import type { CrmLink, CrmTask, WrittenValue } from './crm-link.ts';
import type { CrmState } from './crm-state.ts';

/** Returns the values that differ from what was written last. What a person changed in the CRM meanwhile stays theirs. */
export function changedValues(wanted: CrmValues, written: CrmLink['written']): CrmValues {
  return Object.fromEntries(
    Object.entries(wanted).filter(([property, value]) => (written[property]?.value ?? '') !== value),
  );
}

/** Returns what was written after these values have been written too. */
export function addWritten(written: CrmLink['written'], values: CrmValues, at: Instant): CrmLink['written'] {
  const added: Record<string, WrittenValue> = {};
  for (const [property, value] of Object.entries(values)) added[property] = { value, at };
  return { ...written, ...added };
}

/** A change of a lead's task. */
export type TaskChange = { readonly task: CrmTask } & (
  | { readonly kind: 'make' }
  /** Changes due date and user. */
  | { readonly kind: 'update' }
  | { readonly kind: 'complete' }
);

/**
 * Returns what is to happen with the task: made for a new assignment, moved with its deadline and owner, completed once
 * the lead is answered or nobody holds it. One that is open moves with the lead to its next owner. One that may have
 * been made is made under the same mark, so that the CRM is asked for it first.
 */
export function taskChangeOf(
  before: CrmTask | undefined,
  wanted: CrmState['task'],
  owner: string | undefined,
): TaskChange | undefined {
  if (!wanted) {
    if (before?.state !== 'open' && before?.state !== 'making') return undefined;
    return { kind: 'complete', task: { ...before, state: 'done' } };
  }
  const { epoch, dueAt } = wanted;
  const task: CrmTask = { state: 'open', epoch, dueAt, ...(owner !== undefined && { owner }) };
  if (before?.state === 'making') return { kind: 'make', task: { ...task, epoch: before.epoch } };
  if (before?.state === 'open') {
    const isSame = before.dueAt === dueAt && before.owner === owner;
    if (isSame) return undefined;
    return { kind: 'update', task: { ...task, ...(before.id !== undefined && { id: before.id }) } };
  }
  return before !== undefined && before.epoch >= epoch ? undefined : { kind: 'make', task };
}
