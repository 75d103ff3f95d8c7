import type { FoundLead } from '../../shared/domain/plan-check/find-lead.ts';

/** Writes a lead as a plan would: `touch: demo_request, employees: 1000`. Leaves out what could be anything. */
export function describeLead({ features, free }: FoundLead): string {
  const parts = Object.entries(features).flatMap(([field, value]) =>
    free.includes(field) ? [] : [`${field}: ${value}`],
  );
  return parts.length === 0 ? 'any lead' : parts.join(', ');
}
