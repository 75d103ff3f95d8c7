import { expect, it } from 'vitest';
import { deletedCompaniesIn, deletedContactsIn, deletedDealsIn } from '../../../functions/read-crm/deleted-contacts.ts';

const ids = (body: unknown) => deletedContactsIn(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

it('finds the contacts that were deleted, each once, among other events', () => {
  const events = [
    { subscriptionType: 'contact.deletion', objectId: 901 },
    { subscriptionType: 'contact.deletion', objectId: 901 },
    { subscriptionType: 'object.deletion', objectTypeId: '0-1', objectId: '902' },
    { subscriptionType: 'object.deletion', objectTypeId: '0-48', objectId: 903 },
    { subscriptionType: 'object.deletion', objectId: 904 },
    { subscriptionType: 'contact.merge', objectId: 905 },
    { subscriptionType: 'contact.deletion' },
    { subscriptionType: 'contact.deletion', objectId: '../owners' },
    null,
  ];
  expect(ids(events)).toEqual(['901', '902']);
});

it('finds the deals that were deleted', () => {
  const events = [
    { subscriptionType: 'deal.deletion', objectId: 501 },
    { subscriptionType: 'object.deletion', objectTypeId: '0-3', objectId: 502 },
    { subscriptionType: 'contact.deletion', objectId: 901 },
    { subscriptionType: 'deal.propertyChange', objectId: 503 },
  ];
  expect(deletedDealsIn(Buffer.from(JSON.stringify(events)))).toEqual(['501', '502']);
});

it('finds the companies that were deleted', () => {
  const events = [
    { subscriptionType: 'company.deletion', objectId: 301 },
    { subscriptionType: 'object.deletion', objectTypeId: '0-2', objectId: 302 },
    { subscriptionType: 'contact.deletion', objectId: 901 },
  ];
  expect(deletedCompaniesIn(Buffer.from(JSON.stringify(events)))).toEqual(['301', '302']);
});

it('finds none in what cannot be read, and looks at a hundred events at most', () => {
  for (const body of ['', '[', '{}', 'null', '7']) expect(ids(body)).toEqual([]);
  const many = Array.from({ length: 101 }, (_, objectId) => ({ subscriptionType: 'contact.deletion', objectId }));
  expect(ids(many)).toHaveLength(100);
});
