import { expect, it } from 'vitest';
import { aBaton, answerAsOwner } from './a-baton.ts';
import { post } from './an-erasable-office.ts';

const text = { type: 'text', alias: {} } as const;
const FIELDS = {
  tool: text,
  plan_size: { type: 'range', alias: {} },
  stack: { type: 'pick', values: ['aws', 'azure'], alias: {} },
} as const;
/** Rules search these for words, so a text that names nobody stands in the lead. */
const TEXT_FIELDS = ['seniority', 'department', 'campaign', 'page', 'region', 'state', 'tool'];
const OTHER_FIELDS = ['country', 'employees', 'industry', 'language', 'product', 'plan_size', 'stack', 'undeclared'];
const MAPPING = { fields: Object.fromEntries([...TEXT_FIELDS, ...OTHER_FIELDS].map((name) => [name, name])) };
const CONTACT_DATA = [
  'nora.lind@lindwerk.example',
  'nora.lind (at) lindwerk (dot) example',
  'nora at gmail.com',
  '+49 30 9018207',
  '0170–1234567',
  '0170_123_4567',
  '٠١٧٠ ١٢٣٤٥٦٧',
];

/** Posts a lead with a value in this field, then another of the same person, and has it answered. */
async function postTwice(field: string, value: string) {
  const baton = await aBaton({ plan: { fields: FIELDS } });
  const typed = field === 'page' ? `https://www.acme.example/u/${value}` : value;
  const person = { email: 'nora@north.example', touch: 'demo_request' };
  const first = await post(baton, JSON.stringify({ ...person, [field]: typed }), MAPPING);
  await post(baton, JSON.stringify({ ...person, [field]: `${typed} !` }), MAPPING);
  const id = first.outcome === 'processed' ? (first.leads[0] ?? '') : '';
  await answerAsOwner(baton, id, { answer: 'contacted' });
  await baton.settle();
  const { people, deliveries: _, ...others } = baton.deps.world;
  const stores = Object.entries(others).filter(([, store]) => store instanceof Map || Array.isArray(store));
  const forms = [value, encodeURI(value)];
  const elsewhere = stores.filter(([, store]) => {
    const stored = JSON.stringify([...(store as Iterable<unknown>)]);
    return forms.some((form) => stored.includes(form));
  });
  return { person: JSON.stringify(people.get(id)), elsewhere: elsewhere.map(([name]) => name) };
}

it.each([...TEXT_FIELDS, ...OTHER_FIELDS])(
  'a number or an address typed into `%s` is with the person alone',
  async (field) => {
    for (const value of CONTACT_DATA) {
      const { person, elsewhere } = await postTwice(field, value);
      expect(person, value).toContain(value);
      expect(elsewhere, value).toEqual([]);
    }
  },
);

it.each(OTHER_FIELDS)('a value of `%s` that nobody knows is with the person alone', async (field) => {
  const { person, elsewhere } = await postTwice(field, 'Nora Lind');
  expect(person).toContain('Nora Lind');
  expect(elsewhere).toEqual([]);
});
