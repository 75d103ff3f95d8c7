import { firstResponseDueAt } from '../follow-up/sla.ts';
import type { RepId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { holdOf, type Lead } from '../lead/lead.ts';
import type { Stage } from '../lead/stage.ts';
import { ownValue } from '../own-value.ts';
import { CRM_FIELD_NAMES, type CrmField, type CrmFieldMap, type CrmValues } from './crm-fields.ts';

/** The name of the assigning system, as it is written to the CRM. */
const ASSIGNED_BY = 'Baton';

/** What the CRM is to say about a lead now. It follows from the lead alone, so order and repetition do not matter. */
export interface CrmState {
  /** Values by our names; an empty text: the property is to be empty. */
  readonly fields: Readonly<Record<CrmField, string>>;
  /** Who is to own the record. Absent: nobody holds the lead, and the CRM's owner stays. */
  readonly owner?: RepId;
  /** The task that is to be open. Absent: none is. */
  readonly task?: { readonly epoch: number; readonly dueAt: Instant; readonly rule: string; readonly sla: string };
  /** Whether a record may be made, with the person's data, if the CRM has none. */
  readonly mayMake: boolean;
}

/**
 * Returns what the CRM is to say about a lead. Undefined: nothing, since it is a test, was received in shadow mode, or
 * its person was erased.
 */
export function crmStateOf(lead: Lead): CrmState | undefined {
  if (lead.test || lead.shadow || lead.forgottenAt !== undefined) return undefined;
  const { stage, score, routing } = lead;
  const hold = holdOf(lead);
  const dueAt = stage.state === 'assigned' ? firstResponseDueAt(stage.deadlines) : undefined;
  const rule = routing?.route.rule ?? '';
  const task =
    stage.state === 'assigned' && dueAt !== undefined ? { epoch: lead.epoch, dueAt, rule, sla: stage.sla } : undefined;
  return {
    fields: {
      lead: lead.id,
      status: statusOf(stage),
      outcome: stage.state === 'closed' ? stage.outcome : '',
      score: score === undefined ? '' : String(score.total),
      band: score?.band ?? '',
      rule,
      method: methodOf(lead),
      assigned_by: ASSIGNED_BY,
      team: hold?.team ?? '',
      sla_due: dueAt ?? '',
    },
    ...(hold && { owner: hold.rep }),
    ...(task && { task }),
    mayMake: stage.state !== 'closed' && stage.state !== 'received',
  };
}

/** Returns the values of a state by the CRM's names. Fields that the map leaves out are not written. */
export function toCrmValues(fields: CrmState['fields'], map: CrmFieldMap): CrmValues {
  return Object.fromEntries(
    CRM_FIELD_NAMES.flatMap((field) => {
      const property = map[field];
      return property === undefined ? [] : [[property, ownValue(fields, field) ?? ''] as const];
    }),
  );
}

function statusOf(stage: Stage): string {
  return stage.state === 'working' && stage.isQualified ? 'qualified' : stage.state;
}

/** `manual`: a person assigned it; else the layer of rules that routed it. */
function methodOf({ stage, routing }: Lead): string {
  if ((stage.state === 'assigned' || stage.state === 'working') && stage.placedBy === 'person') return 'manual';
  return routing?.route.layer ?? '';
}
