import { crmReasonText } from '../../shared/domain/crm/crm-failure.ts';
import {
  CRM_FIELD_NAMES,
  CRM_FIELDS,
  type CrmField,
  type CrmFieldType,
  type CrmSystem,
} from '../../shared/domain/crm/crm-fields.ts';
import { type CrmUser, crmUserOf, likelyCrmUserOf } from '../../shared/domain/crm/crm-users.ts';
import { LEAD_STATES } from '../../shared/domain/lead/stage.ts';
import type { CrmSettings } from '../../shared/domain/settings/settings.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import type { Crm, CrmProperty } from '../../shared/ports/crm.ts';
import type { DoctorFinding } from '../finding.ts';

const CHECK = 'CRM';
/** The values that Baton writes to a field with a list of choices. */
const VALUES: Partial<Record<CrmField, readonly string[]>> = {
  status: [...LEAD_STATES.filter((state) => state !== 'received'), 'qualified'],
};
/** New records are upserted by it in Salesforce. */
const KEY_FIELD: CrmField = 'lead';
/** The types of properties that can hold a type of ours. */
const FITTING: Readonly<Record<CrmFieldType, readonly CrmProperty['type'][]>> = {
  text: ['text', 'choice'],
  number: ['number', 'text'],
  moment: ['moment', 'text'],
};

/** Checks a CRM: the connection, each field of the map against the CRM's own schema, and which reps are users there. */
export async function checkCrm(
  { settings, crm }: { readonly settings: CrmSettings; readonly crm: Crm },
  reps: readonly Rep[],
): Promise<readonly DoctorFinding[]> {
  const [users, properties] = [await crm.users(), await crm.properties()];
  const failed = [users, properties].flatMap((one) => (one.ok ? [] : [one.problem]));
  const [problem] = failed;
  if (problem)
    return [{ check: CHECK, state: 'failed', observed: crmReasonText(problem), todo: 'docs/runbook.md#crm-failing' }];
  return [
    { check: CHECK, state: 'ok', observed: `${settings.system} answers at ${new URL(settings.url).host}` },
    ...(properties.ok ? judgeFields(settings, properties.value) : []),
    ...(users.ok ? judgeUsers(settings, users.value, reps) : []),
  ];
}

/** Judges the field map against the schema. */
export function judgeFields(
  { system, fields }: Pick<CrmSettings, 'system' | 'fields'>,
  properties: readonly CrmProperty[],
): readonly DoctorFinding[] {
  const findings = CRM_FIELD_NAMES.flatMap((field): readonly DoctorFinding[] => {
    const name = fields[field];
    if (name === undefined) return [];
    const problem = problemOf(
      field,
      properties.find((one) => one.name === name),
      system,
    );
    if (problem === undefined) return [];
    return [{ check: CHECK, state: 'warning', observed: `${field} → ${name}: ${problem}`, todo: 'docs/crm.md#fields' }];
  });
  if (findings.length > 0) return findings;
  const count = CRM_FIELD_NAMES.filter((field) => fields[field] !== undefined).length;
  return [{ check: CHECK, state: 'ok', observed: `${count} fields are mapped to properties that can hold them` }];
}

function problemOf(field: CrmField, property: CrmProperty | undefined, system: CrmSystem): string | undefined {
  const { type } = CRM_FIELDS[field];
  if (!property) return 'the CRM has no such property';
  if (!property.writable) return 'the property is read-only';
  if (system === 'salesforce' && field === KEY_FIELD && !property.identifies) return 'the property is no external id';
  if (!FITTING[type].includes(property.type)) return `the property is of type ${property.type}, expected ${type}`;
  const lacking = (VALUES[field] ?? []).filter((value) => property.choices && !property.choices.includes(value));
  return lacking.length > 0 ? `the choices lack ${lacking.join(', ')}` : undefined;
}

function judgeUsers(
  { users: mapped }: CrmSettings,
  users: readonly CrmUser[],
  reps: readonly Rep[],
): readonly DoctorFinding[] {
  const active = reps.filter((rep) => rep.active);
  const unmapped = active.filter((rep) => !crmUserOf(rep, users, mapped));
  const done = `${active.length - unmapped.length} of ${active.length} active reps are users of the CRM`;
  if (unmapped.length === 0) return [{ check: CHECK, state: 'ok', observed: done }];
  const names = unmapped.map(({ id }) => {
    const likely = likelyCrmUserOf(id, users);
    return likely ? `${id} (probably ${likely.email})` : id;
  });
  return [
    {
      check: CHECK,
      state: 'warning',
      observed: `${done}; without a user: ${names.join(', ')}`,
      todo: 'Their leads get no owner there. baton crm map --user rep=id, or --likely',
    },
  ];
}
