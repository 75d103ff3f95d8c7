import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { dismissQuarantined } from '../../../shared/use-cases/intake/decide-quarantined.ts';
import { receiveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import { remindQuarantineOwners } from '../../../shared/use-cases/intake/remind-quarantine-owners.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aSource } from '../../support/builders/source.ts';

const DAY = 24 * 3600;
const SOURCE = aSource({ id: 'website' });

it('reminds the owner of a quarantined delivery once a day from its due date until somebody decides', async () => {
  const deps = createInMemoryDeps();
  await deps.sources.save(SOURCE);
  const body = new TextEncoder().encode('{"email":');
  const { delivery: id } = await receiveDelivery(
    { source: SOURCE, contentType: 'application/json', body },
    MONDAY,
    deps,
  );
  const remind = (days: number) => remindQuarantineOwners(addSeconds(MONDAY, days * DAY), 10, deps);
  expect(await remind(6.9)).toEqual([]);
  expect(await remind(7)).toEqual([id]);
  expect(await remind(7.5)).toEqual([]);
  expect(await remind(8.1)).toEqual([id]);
  expect((await deps.deliveries.quarantined({ limit: 1 })).items[0]?.status.reminders).toBe(2);
  await dismissQuarantined({ id, by: 'dana.ruiz', reason: 'spam', now: addSeconds(MONDAY, 9 * DAY) }, deps);
  expect(await remind(30)).toEqual([]);
});
