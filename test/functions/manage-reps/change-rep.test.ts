import { expect, it } from 'vitest';
import { putRep } from '../../../functions/manage-reps/change-rep.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { RepBody } from '../../../shared/api/reps.ts';
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
