import { expect, it } from 'vitest';
import { changeAvailability, putRep } from '../../../functions/manage-reps/change-rep.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { AvailabilityBody, RepBody } from '../../../shared/api/reps.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const log = { info: () => undefined };

it('keeps the e-mail address of a rep in lower case, and refuses it for another rep', async () => {
  const deps = { ...createInMemoryDeps(), publicHolidays: async () => [] };
  const put = (id: string, email: string) => {
    const body = RepBody.parse({ name: 'Somebody', zone: 'Europe/Berlin', email });
    return putRep({ params: { id }, body, now: MONDAY, log } as never, deps as never);
  };
  expect(await put('mia.keller', 'Mia.Keller@Seller.example')).toMatchObject({
    status: 201,
    body: { email: 'mia.keller@seller.example' },
  });
  expect(await put('lou.gone', 'mia.keller@seller.EXAMPLE')).toMatchObject({
    kind: 'validation-failed',
    errors: [{ in: 'body', field: '/email', expected: 'an e-mail address that no other rep has' }],
  });
  expect(await deps.reps.get('lou.gone')).toBeUndefined();
});

it('names a backup, refuses an unknown one and the rep, and forgets it with null', async () => {
  const deps = { ...createInMemoryDeps(), publicHolidays: async () => [] };
  const put = (id: string, backup?: string) => {
    const body = RepBody.parse({ name: 'Somebody', zone: 'Europe/Berlin', backup });
    return putRep({ params: { id }, body, now: MONDAY, log } as never, deps as never);
  };
  const patch = (backup: string | null) => {
    const principal = { id: 'k', role: 'admin' };
    const body = AvailabilityBody.parse({ backup });
    return changeAvailability({ params: { id: 'kim' }, body, principal, now: MONDAY, log } as never, deps as never);
  };
  const refused = {
    kind: 'validation-failed',
    errors: [{ in: 'body', field: '/backup', expected: expect.any(String) }],
  };
  expect(await put('kim', 'lee')).toMatchObject(refused);
  expect(await put('kim', 'kim')).toMatchObject(refused);
  await put('kim');
  expect(await put('lee', 'kim')).toMatchObject({ status: 201, body: { backup: 'kim' } });
  expect(await patch('zoe')).toMatchObject(refused);
  expect(await patch('kim')).toMatchObject(refused);
  expect(await patch('lee')).toMatchObject({ status: 200, body: { backup: 'lee' } });
  await patch(null);
  expect((await deps.reps.get('kim'))?.backup).toBeUndefined();
});
