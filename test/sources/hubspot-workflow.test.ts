import { describe, expect, it } from 'vitest';
import { readAs, readFixture } from './read-kind.ts';

describe('a contact of a HubSpot workflow', () => {
  it('is read completely, without internal properties of HubSpot, its id to the last digit', async () => {
    const read = await readFixture('hubspot-workflow', 'hubspot-versions');
    expect(read).toMatchObject({
      externalIds: ['hubspot:9007199254740993'],
      submittedAt: '2026-11-20T08:06:29.000Z',
      submittedFacts: { employees: '500-999', country: 'Denmark', language: 'da-dk' },
      problems: [],
      unmapped: [{ name: 'annualrevenue' }],
    });
    expect(read.person).toEqual({
      email: 'ida.storm@stormlogistik.example',
      firstName: 'Ida',
      lastName: 'Storm',
      jobTitle: 'Head of Sales',
      company: 'Storm Logistik',
      answers: { annualrevenue: '12000000' },
    });
  });

  it('is one entry per form submission, identified by the newest', async () => {
    const { dedupe, submittedFacts: given } = await readFixture('hubspot-workflow', 'hubspot-versions');
    expect(dedupe.submissionId).toBe('9007199254740993 0b4d3e0a-3f5d-4a9e-9a51-2f0b4a4f0002');
    expect(given.page).toContain('/demo');
  });

  it('is also read with plain properties, and then has no entry id', async () => {
    const read = await readFixture('hubspot-workflow', 'hubspot-properties');
    expect(read).toMatchObject({
      externalIds: ['hubspot:65059681032'],
      person: { email: 'pia.wald@waldhaus.example', phone: '+43 1 534 80' },
      unmapped: [],
    });
    expect(read.dedupe.submissionId).toBeUndefined();
  });

  it('is read from a custom body, with the mapping of the source', async () => {
    const read = await readFixture('hubspot-workflow', 'hubspot-chosen', {
      fields: { company_size_form: 'employees', hs_lead_status: 'status' },
      values: { employees: { smb: '1-99' } },
    });
    expect(read).toMatchObject({ externalIds: ['hubspot:901'], submittedFacts: { employees: '1-99', status: 'NEW' } });
    expect(read.person.answers).toEqual({});
  });

  it.each([
    ['', 'empty_body'],
    ['nothing', 'invalid_json'],
    ['[{"eventId":1,"objectId":2}]', 'not_an_object'],
    ['{}', 'not_of_this_kind'],
    ['{"properties":{}}', 'not_of_this_kind'],
  ])('is not found in %j: %s', async (text, problem) => {
    expect(await readAs('hubspot-workflow', text)).toBe(problem);
  });
});
