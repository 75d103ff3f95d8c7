import type { CrmLink } from '../../domain/crm/crm-link.ts';
import type { CrmTaskWrite } from '../../ports/crm.ts';
import type { PlannedSync } from './plan-sync.ts';

const SUBJECT = 'Respond to this lead';

/** Returns what is to be written to the lead's task; undefined when nothing is, or while the lead has no record. */
export function taskWriteOf(
  { lead, taskChange, taskMayExist }: PlannedSync,
  { record }: Pick<CrmLink, 'record'>,
): CrmTaskWrite | undefined {
  if (!taskChange || record === undefined) return undefined;
  const { kind, task } = taskChange;
  const mark = `${lead.id}.${task.epoch}`;
  return {
    lead: lead.id,
    record,
    ...(task.id !== undefined && { task: task.id }),
    mark,
    mayExist: taskMayExist,
    subject: SUBJECT,
    text: textOf(lead.routing?.route.rule, mark),
    dueAt: task.dueAt,
    ...(task.owner !== undefined && { owner: task.owner }),
    done: kind === 'complete',
  };
}

/** Ids and codes only: what the person wrote is on the record. */
function textOf(rule: string | undefined, mark: string): string {
  const why = rule === undefined ? 'Baton assigned this lead.' : `Baton assigned this lead by the rule ${rule}.`;
  return `${why} Answer it in Baton, and this task is completed by itself. Reference: ${mark}`;
}
