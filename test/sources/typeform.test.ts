import { describe, expect, it } from 'vitest';
import { fixtureText, readAs, readFixture } from './read-kind.ts';

const SIZES = { fields: { 'ref-size': 'employees' } };

/** Returns the named fixture with parts of the response replaced. */
function changed(change: object): string {
  const body = JSON.parse(fixtureText('typeform-named')) as { form_response: object };
  return JSON.stringify({ ...body, form_response: { ...body.form_response, ...change } });
}

describe('a Typeform response', () => {
  it('is read by its field references, whatever the type of answer', async () => {
    const read = await readFixture('typeform', 'typeform-named', SIZES);
    expect(read).toMatchObject({
      touch: 'demo_request',
      submittedAt: '2026-11-20T08:23:49.000Z',
      test: false,
      person: {
        email: 'nora.lind@lindwerk.example',
        name: 'Nora Lind',
        phone: '+4930901820',
        website: 'https://lindwerk.example',
      },
      submittedFacts: { employees: '100-999', page: 'https://www.baton.example/pricing?ref=7' },
      problems: [],
    });
    expect(read.person.answers).toEqual({
      'What do you want to see?': 'Routing, Reports, Prices',
      'May we call you?': 'true',
      'When do you start?': '2027-01-15',
      Seats: '9007199254740993',
      'Your request for proposal': 'https://files.baton.example/rfp.pdf',
      utm_source: 'newsletter',
      score: '7',
      segment: 'mid',
    });
  });

  it('reports unmapped fields by their references and questions', async () => {
    const { unmapped } = await readFixture('typeform', 'typeform-named');
    expect(unmapped).toContainEqual({ name: 'ref-size', label: 'How large is your company?' });
    expect(unmapped.map(({ name }) => name)).not.toContain('email');
  });

  it('is read by its questions and field types when the references have no names', async () => {
    const { person, submittedFacts: given } = await readFixture('typeform', 'typeform-unnamed');
    expect(person).toEqual({
      email: 'otto.brandt@brandt-bau.example',
      firstName: 'Otto',
      lastName: 'Brandt',
      answers: { 'What keeps you up at night?': 'Leads that nobody calls' },
    });
    expect(given).toEqual({ employees: '11-50 employees' });
  });

  it('uses the type of a field only when no name has that meaning', async () => {
    const answers = [
      { type: 'email', email: 'a.colleague@lindwerk.example', field: { id: 'one', ref: 'colleague' } },
      { type: 'email', email: 'nora.lind@lindwerk.example', field: { id: 'two', ref: 'work_email' } },
    ];
    const [read] = (await readAs('typeform', changed({ answers, hidden: {}, variables: [] }))) ?? [];
    expect(read).toMatchObject({
      person: { email: 'nora.lind@lindwerk.example', answers: { colleague: 'a.colleague@lindwerk.example' } },
    });
  });

  it('is identified by its token, or by its event id without a token', async () => {
    const { dedupe } = await readFixture('typeform', 'typeform-named');
    expect(dedupe.submissionId).toBe('x71for1wr6irs2rx71fotn12b3izh25v');
    const [without] = (await readAs('typeform', changed({ token: undefined }))) ?? [];
    expect(without).toMatchObject({ dedupe: { submissionId: '01JD2Q9M6KX0V5W1N8R4T7Y3ZC' } });
  });

  it('is a test if a hidden field says so', async () => {
    const [read] = (await readAs('typeform', changed({ hidden: { test: 'true' } }))) ?? [];
    expect(read).toMatchObject({ test: true });
  });

  it.each([
    ['', 'empty_body'],
    ['{', 'invalid_json'],
    ['[]', 'not_an_object'],
    ['{}', 'not_of_this_kind'],
    ['{"email":"nora.lind@lindwerk.example"}', 'not_of_this_kind'],
    ['{"form_response":{"token":"t","answers":[]}}', 'empty_body'],
    ['{"event_type":"form_response_partial","form_response":{"token":"t"}}', 'not_submitted'],
  ])('is not found in %j: %s', async (text, problem) => {
    expect(await readAs('typeform', text)).toBe(problem);
  });
});
