import { describe, expect, it } from 'vitest';
import { formFieldsFor } from '../../../shared/domain/forms/form-fields.ts';
import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import { aLead } from '../../support/builders/lead.ts';
import { aPerson } from '../../support/builders/person.ts';
import { aPlan } from '../../support/builders/plan.ts';

/** Asks about each field as often as the number says. */
function planAsking(uses: Readonly<Record<string, number>>): Plan {
  const plan = aPlan();
  const [sla] = plan.slas;
  if (!sla) throw new Error('the plan has an SLA');
  const slas = Object.entries(uses).flatMap(([field, count]) =>
    Array.from({ length: count }, () => ({ ...sla, when: { kind: 'field', field, test: { op: 'known' } } as const })),
  );
  return { ...plan, layers: [], slas };
}

const PLAN = planAsking({ employees: 5, industry: 4, product: 3, revenue: 2, state: 1 });
const SOURCE = { ask: { first: 2, more: 1 } };

function leadWith(change: Partial<Lead>): Lead {
  const { touchpoints, ...lead } = aLead();
  return { ...lead, touchpoints: touchpoints.slice(0, 1), features: { touch: 'demo_request' }, ...change };
}

function fieldsFor(form: Partial<Parameters<typeof formFieldsFor>[0]>) {
  return formFieldsFor({ source: SOURCE, plan: PLAN, lead: undefined, person: undefined, ...form });
}

describe('a form', () => {
  it('asks a stranger for the fields that the plan uses most', () => {
    expect(fieldsFor({})).toEqual({ known: [], ask: ['employees', 'industry'] });
  });

  it('hides what is known of the person and the company, and asks for more with each return', () => {
    const [touchpoint] = aLead().touchpoints;
    if (!touchpoint) throw new Error('a lead has its first touchpoint');
    const person = aPerson({ submittedFacts: { product: 'crm' } });
    const known = ['company', 'email', 'employees', 'name', 'product'];
    const first = leadWith({ features: { employees: '100-999' } });
    expect(fieldsFor({ lead: first, person })).toEqual({ known, ask: ['industry', 'revenue', 'state'] });
    const again = { ...first, touchpoints: [touchpoint, touchpoint] };
    const source = { ask: { first: 0, more: 1 } };
    expect(fieldsFor({ source, lead: first, person }).ask).toEqual(['industry']);
    expect(fieldsFor({ source, lead: again, person }).ask).toEqual(['industry', 'revenue']);
  });

  it('answers for somebody of whom nothing is known as for a stranger', () => {
    expect(fieldsFor({ lead: leadWith({}), person: { answers: { why: 'curious' } } })).toEqual(fieldsFor({}));
    // Erased: the lead is there and its person is not.
    expect(fieldsFor({ lead: leadWith({ features: { employees: '1-9' } }) })).toEqual(fieldsFor({}));
  });

  it('asks for what is only a guess', () => {
    const lead = leadWith({ features: { employees: '1-9', industry: 'saas' }, guessedFields: ['industry'] });
    expect(fieldsFor({ lead, person: { answers: {} } })).toMatchObject({ known: ['employees'] });
    expect(fieldsFor({ lead, person: { answers: {} } }).ask).toContain('industry');
  });

  it('does not take the name behind a shared mailbox for that of the visitor', () => {
    const person = aPerson({ email: 'info@lindwerk.example', phone: '+493023125123' });
    expect(fieldsFor({ lead: leadWith({}), person }).known).toEqual(['company', 'email']);
  });

  it('calls fields by the names of the form too', () => {
    const source = {
      ...SOURCE,
      fields: { 'ref-size': 'employees', vorname: 'first_name', branch: 'industry', x: 'ignore' },
    };
    const person = aPerson({ firstName: 'Nora' });
    const lead = leadWith({ features: { employees: '1-9' } });
    const { known, ask } = fieldsFor({ source, lead, person });
    expect(known).toEqual(['company', 'email', 'employees', 'ref-size', 'firstName', 'vorname', 'name']);
    expect(ask.slice(0, 3)).toEqual(['industry', 'branch', 'product']);
  });

  it('asks for nothing while no plan is in force', () => {
    expect(fieldsFor({ plan: undefined })).toEqual({ known: [], ask: [] });
  });
});
