import { beforeEach, describe, expect, it } from 'vitest';
import { takePage } from '../../../shared/adapters/in-memory/page-of.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import type { StoredBody } from '../../../shared/ports/erasure.ts';
import { StoreError } from '../../../shared/ports/store-error.ts';
import { eraseBody, searchBodies } from '../../../shared/use-cases/privacy/erase-bodies.ts';
import type { FoundPerson } from '../../../shared/use-cases/privacy/find-person.ts';
import type { PrivacyDeps } from '../../../shared/use-cases/privacy/privacy-deps.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { aBody, aPrivacyOffice, bytes } from './a-privacy-office.ts';

const PHONE = '+493023125123';
const ADA = { email: 'ada@north.example', name: 'Ada North', phone: PHONE };
const BO = { email: 'bo@north.example', name: 'Bo North' };
const QUARANTINED = { status: 'quarantined', problem: 'unparseable', owner: 'dana', dueAt: MONDAY } as const;
const DISMISSED = { status: 'dismissed' } as const;
const cutOff = (content: object) => JSON.stringify(content).slice(0, -1);

let office: Awaited<ReturnType<typeof aPrivacyOffice>>;
let ada: FoundPerson;

beforeEach(async () => {
  office = await aPrivacyOffice();
  ada = { keys: await office.keysOf(ADA), leads: ['lead_ada'] };
});

/** Searches these bodies, so many per page. */
function search(
  bodies: readonly StoredBody[],
  options: Parameters<typeof searchBodies>[2] & { readonly perPage?: number } = {},
) {
  const { perPage = 100, ...how } = options;
  const eraser: PrivacyDeps['eraser'] = replaceMethods(office.deps.eraser, {
    bodies: async ({ cursor }) => takePage(bodies, { limit: perPage, cursor, placeOf: ({ id }) => id }),
  });
  return searchBodies(ada, { ...office.deps, eraser }, how);
}

describe('a stored body', () => {
  it.each([
    [
      'became one of their leads',
      aBody('b', [ADA, BO], { status: { status: 'done', leads: ['lead_bo', 'lead_ada'] } }),
    ],
    ['waits and names only them', aBody('b', ADA)],
    ['waits and names them by phone number and name', aBody('b', { name: 'Ada North', phone: PHONE })],
    [
      'waits and has their number as in its country',
      aBody('b', { ...ADA, email: undefined, phone: '030 23125123', country: 'DE' }),
    ],
    ['cannot be read and names only them', aBody('b', cutOff(ADA), { status: QUARANTINED })],
    ['holds no lead, as somebody decided', aBody('b', [ADA, BO], { status: DISMISSED })],
    ['was refused', aBody('b', [ADA, BO], { status: 'none' })],
  ])('that %s may be erased', async (_, body) => {
    expect(await search([body])).toEqual({ about: ['b'], waiting: 0 });
  });

  it.each([
    ['waits to be read', aBody('b', [ADA, BO])],
    ['waits for somebody to decide about it', aBody('b', cutOff([ADA, BO]), { status: QUARANTINED })],
  ])('that %s and names others as well has to wait', async (_, body) => {
    expect(await search([body])).toEqual({ about: [], waiting: 1 });
  });

  it.each([
    ['became the leads of others alone', aBody('b', [ADA, BO], { status: { status: 'done', leads: ['lead_bo'] } })],
    ['names others', aBody('b', BO)],
    ['names nobody', aBody('b', 'n/a', { status: QUARANTINED })],
    ['names another address behind their phone number', aBody('b', { ...ADA, email: 'ada@south.example' })],
    ['mentions their address in what another person says', aBody('b', { ...BO, message: `I know ${ADA.email}` })],
  ])('that %s is not theirs', async (_, body) => {
    expect(await search([body])).toEqual({ about: [], waiting: 0 });
  });

  it('is theirs if its correction names them', async () => {
    const corrected = { contentType: 'application/json', body: bytes(ADA) };
    expect(await search([{ ...aBody('b', '{', { status: QUARANTINED }), corrected }])).toEqual({
      about: ['b'],
      waiting: 0,
    });
    const both = { ...aBody('b', cutOff(BO), { status: QUARANTINED }), corrected };
    expect(await search([both])).toEqual({ about: [], waiting: 1 });
  });

  it('is read as its source is defined', async () => {
    const source = { id: 'website', kind: 'generic', touch: 'demo_request', fields: { where: 'email' } } as const;
    const body = aBody('b', { where: ADA.email, message: BO.email });
    await office.baton.deps.sources.save({
      ...source,
      ...{ key: 'key', version: 1, createdAt: MONDAY, changedAt: MONDAY, changedBy: 'dana' },
    });
    expect(await search([body])).toEqual({ about: ['b'], waiting: 0 });
  });
});

describe('the search through stored bodies', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => aBody(`b${String(index).padStart(3, '0')}`, index % 2 ? ADA : BO));

  it('hands over each body that may be erased, and no other', async () => {
    const handed: string[] = [];
    const onFound = async ({ id }: StoredBody) => void handed.push(id);
    expect(await search([...many(4), aBody('list', [ADA, BO])], { onFound })).toEqual({
      about: ['b001', 'b003'],
      waiting: 1,
    });
    expect(handed).toEqual(['b001', 'b003']);
  });

  it('does not look at what was received later', async () => {
    const bodies = [aBody('now', ADA), aBody('later', ADA, { receivedAt: addSeconds(MONDAY, 1) })];
    expect(await search(bodies, { until: MONDAY })).toEqual({ about: ['now'], waiting: 0 });
    expect((await search(bodies)).about).toEqual(['later', 'now']);
  });

  it('ends after fifty pages and continues from there', async () => {
    const bodies = many(52);
    const first = await search(bodies, { perPage: 1 });
    expect([first.about.length, first.cursor]).toEqual([25, 'after b049']);
    expect(await search(bodies, { perPage: 1, cursor: first.cursor })).toEqual({ about: ['b051'], waiting: 0 });
  });

  it('fails with what it hands bodies to', async () => {
    const onFound = async () => Promise.reject(new Error('throttled'));
    await expect(search(many(2), { onFound })).rejects.toThrow('throttled');
  });
});

it('erases a body whose object is gone already, so that nothing behind it stays', async () => {
  const { deps, world, storeUnread } = await aPrivacyOffice();
  const id = await storeUnread('ada');
  const [stored] = (await deps.eraser.bodies({ limit: 1 })).items;
  if (!stored) throw new Error('the body was not stored');
  const sent = { ...stored, sentAs: 'msg_1' };
  const load = async () => Promise.reject(new StoreError('NoSuchKey'));
  const deliveries = replaceMethods(deps.deliveries, { load });
  await eraseBody(sent, MONDAY, { ...deps, deliveries });
  expect(world.deliveries.has(id)).toBe(false);
  const broken = replaceMethods(deps.deliveries, { load: async () => Promise.reject(new StoreError('throttled')) });
  await expect(eraseBody(sent, MONDAY, { ...deps, deliveries: broken })).rejects.toThrow();
});
