import { describe, expect, it } from 'vitest';
import { parseGenericBody } from '../../../shared/domain/intake/generic-body.ts';
import { readSubmission } from '../../../shared/domain/intake/read-submission.ts';
import { bodyOf, jsonBody, multipartBody } from './bodies.ts';
import { MAPPING } from './read-fields.ts';

async function readAll(body: Parameters<typeof parseGenericBody>[0]) {
  const parsed = await parseGenericBody(body);
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  return parsed.value.leads.map((lead) => readSubmission({ lead, mapping: MAPPING, hash: (content) => content }));
}

async function personIn(body: Parameters<typeof parseGenericBody>[0]) {
  const [submission, ...others] = await readAll(body);
  if (submission === undefined || others.length > 0) throw new Error('expected one lead');
  const { answers, ...identity } = submission.person;
  return { ...identity, ...submission.submittedFacts };
}

describe('an attribute of what holds the fields', () => {
  const webflow = (data: Record<string, string>, id: string) => ({
    triggerType: 'form_submission',
    payload: { name: 'Callback request', data, id },
  });

  it('is not the person, whatever it is called', async () => {
    const zoe = await personIn(
      jsonBody(webflow({ 'First Name': 'Zoe', 'Last Name': 'Abel', Phone: '+49 30 7654321' }, 'w1')),
    );
    expect(zoe).toEqual({ firstName: 'Zoe', lastName: 'Abel', phone: '+49 30 7654321' });
  });

  it.each([
    ['a form beside the fields', { form: { title: 'Student program', name: 'Apply' }, email: 'ada@acme.example' }],
    ['a form around the fields', { form: { title: 'Student program', fields: { email: 'ada@acme.example' } } }],
    ['the body', { name: 'Contact form', title: 'Contact', data: { email: 'ada@acme.example' } }],
    ['the body with a list', { name: 'Contact form', fields: [{ name: 'email', value: 'ada@acme.example' }] }],
    ['an event', { event: { name: 'Summer webinar', title: 'Webinar' }, email: 'ada@acme.example' }],
  ])('of %s', async (_, body) => {
    expect(await personIn(jsonBody(body))).toEqual({ email: 'ada@acme.example' });
  });

  it.each([
    { name: 'Ada Abel', email: 'ada@acme.example', data: { company: 'Acme' } },
    { payload: { name: 'Ada Abel', email: 'ada@acme.example' }, company: 'Acme' },
    { lead: { name: 'Ada Abel' }, email: 'ada@acme.example', company: 'Acme' },
    { name: 'Ada Abel', contact: { email: 'ada@acme.example' }, company: 'Acme' },
    { fields: { name: 'Ada Abel' }, data: { email: 'ada@acme.example', company: 'Acme' } },
  ])('is still the person’s where the person’s own fields are: %j', async (body) => {
    expect(await personIn(jsonBody(body))).toEqual({ name: 'Ada Abel', email: 'ada@acme.example', company: 'Acme' });
  });
});

describe('a word of several meanings', () => {
  it.each([
    { title: 'Nora Lind', name: 'Nora Lind', first_name: 'Nora', email: 'nora@lind.example' },
    { title: 'Lind, Nora', first_name: 'Nora', last_name: 'Lind', email: 'nora@lind.example' },
    { title: 'nora@lind.example', name: 'Nora Lind', email: 'nora@lind.example' },
    ...['Mr', 'Ms.', 'Frau', 'Herr Dr.', 'Mme', 'Sra.', 'Mr/Mrs', 'Dr'].map((Title) => ({
      Title,
      email: 'nora@lind.example',
    })),
    { position: '1', email: 'nora@lind.example' },
  ])('gives no job title for %j', async (body) => {
    expect(await personIn(jsonBody(body))).not.toHaveProperty('jobTitle');
  });

  it('gives one where the value is one, after another field that is none', async () => {
    const said = { Title: 'Ms', 'Job title': 'Head of Sales', email: 'nora@lind.example' };
    expect(await personIn(jsonBody(said))).toMatchObject({ jobTitle: 'Head of Sales' });
    expect(await personIn(jsonBody({ title: 'Doctor of the house', name: 'Nora' }))).toMatchObject({
      jobTitle: 'Doctor of the house',
    });
  });

  it('is an address only if it can be one, and as typed if there is no better', async () => {
    const said = { email: 'yes', mail: 'nora@lind.example', phone: 'please', tel: '030 901820' };
    expect(await personIn(jsonBody(said))).toMatchObject({ email: 'nora@lind.example', phone: '030 901820' });
    expect(await personIn(jsonBody({ email: 'nora at lind' }))).toEqual({ email: 'nora at lind' });
  });
});

describe('general form shapes', () => {
  const ADA = { email: 'ada@acme.example', company: 'Acme' };
  const urlencoded = (fields: Record<string, string>) =>
    bodyOf(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');

  it.each([
    [
      'fields[…][value]',
      urlencoded({
        'form[id]': '7',
        'form[name]': 'Contact',
        'fields[email][id]': 'email',
        'fields[email][type]': 'email',
        'fields[email][title]': 'Email',
        'fields[email][value]': ADA.email,
        'fields[email][raw_value]': ADA.email,
        'fields[email][required]': '1',
        'fields[field_1][id]': 'field_1',
        'fields[field_1][title]': 'Company',
        'fields[field_1][value]': 'Acme',
      }),
    ],
    [
      'value and type',
      jsonBody({ Email: { value: ADA.email, type: 'email' }, Company: { value: 'Acme', type: 'text' } }),
    ],
    [
      'names and values',
      jsonBody({
        fields: [
          { name: 'email', value: ADA.email },
          { name: 'company', value: 'Acme' },
        ],
      }),
    ],
    [
      'names and lists of values',
      jsonBody({
        field_data: [
          { name: 'email', values: [ADA.email] },
          { name: 'company_name', values: ['Acme'] },
        ],
      }),
    ],
    [
      'columns',
      jsonBody({
        user_column_data: [
          { column_id: 'EMAIL', column_name: 'User Email', string_value: ADA.email },
          { column_id: 'COMPANY_NAME', column_name: 'Company', string_value: 'Acme' },
        ],
      }),
    ],
    [
      'questions and answers',
      jsonBody({
        payload: {
          questions_and_answers: [
            { question: 'What is your email?', answer: ADA.email, position: 0 },
            { question: 'Company', answer: 'Acme', position: 1 },
          ],
        },
      }),
    ],
    [
      'keys and labels',
      jsonBody({
        data: {
          fields: [
            { key: 'question_q4', label: 'Work email', type: 'INPUT_EMAIL', value: ADA.email },
            { key: 'question_q5', label: 'Company', type: 'INPUT_TEXT', value: 'Acme' },
          ],
        },
      }),
    ],
    [
      'a bare list',
      jsonBody([
        { label: 'Email', value: ADA.email },
        { label: 'Company', value: 'Acme' },
      ]),
    ],
    ['No Label', urlencoded({ 'No Label email': ADA.email, 'No Label company': 'Acme' })],
    ['numbers', urlencoded({ 'Email 2': ADA.email, 'company-1': 'Acme' })],
    ['numbered questions', multipartBody({ q3_email: ADA.email, q4_company: 'Acme' })],
  ])('%s', async (_, body) => {
    expect(await personIn(body)).toEqual(ADA);
  });

  it('splits a name that was sent as lines', async () => {
    expect(await personIn(urlencoded({ Name: 'first = Eva\nlast = Falk' }))).toEqual({
      firstName: 'Eva',
      lastName: 'Falk',
    });
  });

  it('prefers the field without a number', async () => {
    expect(await personIn(jsonBody({ 'Email 2': 'b@acme.example', Email: 'a@acme.example' }))).toEqual({
      email: 'a@acme.example',
    });
  });

  it('leaves what is no field of a form as it is', async () => {
    const [read] = await readAll(
      jsonBody({ email: ADA.email, deal: { value: '5000', currency: 'EUR' }, items: [{ sku: 'x', qty: '2' }] }),
    );
    expect(read?.person.answers).toEqual({
      deal: '5000',
      'deal.currency': 'EUR',
      'items.0.sku': 'x',
      'items.0.qty': '2',
    });
  });
});

describe('a placeholder', () => {
  it.each([
    'null',
    'N/A',
    '-',
    '—',
    'undefined',
    'k. A.',
    '{{lead.Company}}',
    '%company%',
    '[not provided]',
    '*|COMPANY|*',
    '(not set)',
  ])('%j says nothing', async (nothing) => {
    expect(
      await personIn(
        jsonBody({ email: 'ada@acme.example', name: nothing, company: nothing, country: nothing, phone: nothing }),
      ),
    ).toEqual({ email: 'ada@acme.example' });
  });

  it.each([{ firstName: 'Ana', lastName: 'Null' }, { company: 'None of Your Business GmbH' }, { company: 'NA-KD' }])(
    'is not %j',
    async (said) => {
      expect(await personIn(jsonBody(said))).toEqual(said);
    },
  );

  it('leaves a person’s own words alone', async () => {
    const [read] = await readAll(jsonBody({ email: 'ada@acme.example', message: 'n/a' }));
    expect(read?.person.answers).toEqual({ message: 'n/a' });
  });
});
