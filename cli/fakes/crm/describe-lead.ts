import type { FakeCrm } from './fake-crm.ts';

/** Returns the fields of a lead of the fake Salesforce, as it describes them. */
export function describeLead({ choices }: FakeCrm['faults']) {
  const field = (name: string, type: string, more = {}) => ({ name, type, updateable: true, ...more });
  const band = choices.get('Baton_Band__c');
  return [
    field('Baton_Status__c', 'string'),
    field('Baton_Band__c', band ? 'picklist' : 'string', {
      restrictedPicklist: band !== undefined,
      picklistValues: band?.map((value) => ({ value, active: true })),
    }),
    field('Baton_Score__c', 'double'),
    field('Baton_Sla_Due__c', 'datetime'),
    field('CreatedDate', 'datetime', { updateable: false }),
  ];
}
