import { expect, it } from 'vitest';
import { checkReading } from '../../../cli/crm/check-reading.ts';
import { InMemoryCrmChanges } from '../../../shared/adapters/in-memory/in-memory-crm-changes.ts';
import { newCrmReading } from '../../../shared/domain/crm/crm-reading.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const reading = newCrmReading('hubspot');

it('is in order if each kind can be read', async () => {
  const changes = new InMemoryCrmChanges();
  expect(await checkReading({ changes, reading }, MONDAY)).toMatchObject([
    { state: 'ok', observed: 'activities, deals, records, deletions can be read' },
  ]);
});

it('names each kind that the CRM refuses, and what to do', async () => {
  const changes = new InMemoryCrmChanges();
  changes.forbidden.add('activities');
  expect(await checkReading({ changes, reading: undefined }, MONDAY)).toMatchObject([
    {
      state: 'warning',
      observed: expect.stringMatching(/^activities cannot be read: .*scopes/),
      todo: 'docs/crm.md#what-is-read',
    },
  ]);
});

it('says since when nothing could be read', async () => {
  const failing = { since: MONDAY, because: 'unauthorized' } as const;
  const [finding] = await checkReading({ changes: new InMemoryCrmChanges(), reading: { ...reading, failing } }, MONDAY);
  expect(finding).toMatchObject({ state: 'warning', observed: expect.stringContaining(MONDAY) });
});
