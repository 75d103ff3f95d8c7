/** The CRMs that Baton can write to. */
export const CRM_SYSTEMS = ['hubspot', 'salesforce'] as const;
export type CrmSystem = (typeof CRM_SYSTEMS)[number];

/** What a property must be able to hold. */
export type CrmFieldType = 'text' | 'number' | 'moment';

/** What Baton writes about a lead, by our name: the type of its values, and what they say. None identifies the person. */
export const CRM_FIELDS = {
  lead: { type: 'text', label: 'Baton lead id' },
  status: { type: 'text', label: 'Baton status' },
  outcome: { type: 'text', label: 'Baton outcome' },
  score: { type: 'number', label: 'Baton score' },
  band: { type: 'text', label: 'Baton score band' },
  rule: { type: 'text', label: 'Baton rule id' },
  method: { type: 'text', label: 'Baton routing method' },
  assigned_by: { type: 'text', label: 'Assigning system' },
  team: { type: 'text', label: 'Baton team' },
  sla_due: { type: 'moment', label: 'Baton SLA deadline' },
} as const satisfies Readonly<Record<string, { readonly type: CrmFieldType; readonly label: string }>>;

export type CrmField = keyof typeof CRM_FIELDS;

/** The names of all fields. */
export const CRM_FIELD_NAMES = Object.keys(CRM_FIELDS) as readonly CrmField[];

/** The CRM's property for each of our fields. A field without one is not written. */
export type CrmFieldMap = Readonly<Partial<Record<CrmField, string>>>;

/** Values by the CRM's names of properties. An empty text clears a property. */
export type CrmValues = Readonly<Record<string, string>>;

/** Returns the field map of a CRM while nobody has set another: `baton_status` in HubSpot, `Baton_Status__c` in Salesforce. */
export function defaultFieldMap(system: CrmSystem): CrmFieldMap {
  return Object.fromEntries(
    CRM_FIELD_NAMES.map((name) => [name, system === 'hubspot' ? `baton_${name}` : salesforceNameOf(name)]),
  );
}

function salesforceNameOf(name: CrmField): string {
  const words = name.split('_').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `Baton_${words.join('_')}__c`;
}
