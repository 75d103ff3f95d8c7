import { beforeEach, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { dismissQuarantined, redriveQuarantined } from '../../../shared/use-cases/intake/decide-quarantined.ts';
import { receiveDelivery } from '../../../shared/use-cases/intake/receive-delivery.ts';
import { remindQuarantineOwners } from '../../../shared/use-cases/intake/remind-quarantine-owners.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aSource } from '../../support/builders/source.ts';

const HOUR = 3600;
const SOURCE = aSource({ id: 'website' });
const bytes = (text: string) => new TextEncoder().encode(text);
const TOO_OFTEN = { outcome: 'redriven_too_often', times: 3, problem: 'invalid_json' };

let deps: InMemoryDeps;
let id: string;

function redrive(minute: number, body?: string) {
  const corrected = body === undefined ? undefined : { contentType: 'application/json', body: bytes(body) };
  return redriveQuarantined({ id, by: 'dana', corrected, now: addSeconds(MONDAY, minute * 60) }, deps);
}

/** Redrives it three times in the same way, at the first minutes. */
async function redriveThreeTimes(body?: string): Promise<void> {
  for (const minute of [1, 2, 3]) expect(await redrive(minute, body)).toMatchObject({ outcome: 'quarantined' });
}

beforeEach(async () => {
  deps = createInMemoryDeps();
  await deps.sources.save(SOURCE);
  const body = { source: SOURCE, contentType: 'application/json', body: bytes('{"email":') };
  id = (await receiveDelivery(body, MONDAY, deps)).delivery;
});

it('is not read a fourth time within a day while nothing has changed', async () => {
  await redriveThreeTimes();
  let wasRead = false;
  const { readBody } = deps;
  deps = {
    ...deps,
    readBody: async (...input) => {
      wasRead = true;
      return readBody(...input);
    },
  };
  expect(await redrive(4)).toEqual(TOO_OFTEN);
  expect(wasRead).toBe(false);
  expect((await deps.deliveries.load(id))?.decisions).toHaveLength(3);
});

it('has its owner told at once, and then no more than once a day', async () => {
  await redriveThreeTimes();
  expect(await remindQuarantineOwners(addSeconds(MONDAY, 4 * 60), 10, deps)).toEqual([]);
  await redrive(4);
  expect(await remindQuarantineOwners(addSeconds(MONDAY, 5 * 60), 10, deps)).toEqual([id]);
  await redrive(6);
  expect(await remindQuarantineOwners(addSeconds(MONDAY, 7 * 60), 10, deps)).toEqual([]);
});

it.each([
  ['its source has another definition', async () => deps.sources.save({ ...SOURCE, version: 2 })],
  ['another plan is in force', async () => deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan() })))],
])('may be redriven again when %s', async (_, change) => {
  await redriveThreeTimes();
  await change();
  expect(await redrive(4)).toMatchObject({ outcome: 'quarantined' });
});

it('may be redriven again with another body, also one that was corrected before, and a day later as it came', async () => {
  await redriveThreeTimes('neither');
  expect(await redrive(4, 'neither')).toEqual(TOO_OFTEN);
  expect(await redrive(5)).toMatchObject({ outcome: 'quarantined' });
  expect(await redrive(6, 'neither')).toEqual(TOO_OFTEN);
  expect(await redrive(24 * 60 + 3, 'neither')).toMatchObject({ outcome: 'quarantined' });
  expect(await redrive(24 * 60 + 4, '{"email":"ada@north.example","touch":"demo_request"}')).toMatchObject({
    outcome: 'processed',
  });
});

it('has a limit although each correction is another one, and although it is dismissed in between', async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    expect(await redrive(turn, `wrong ${turn}`)).toMatchObject({ outcome: 'quarantined' });
    await dismissQuarantined({ id, by: 'dana', reason: 'spam', now: MONDAY }, deps);
  }
  expect(await redrive(21, 'wrong again')).toEqual({ outcome: 'redriven_too_often', times: 20 });
});

it('is due a day after a redrive that failed, so that redriving does not push the date back for ever', async () => {
  await redrive(60);
  expect((await deps.deliveries.load(id))?.status).toMatchObject({ dueAt: addSeconds(MONDAY, 25 * HOUR) });
});

it('has its owner told although somebody redrives it again before each date', async () => {
  let reminders = 0;
  for (let hour = 0; hour < 10 * 24; hour += 1) {
    if (hour % 20 === 0) expect(await redrive(hour * 60)).toMatchObject({ outcome: 'quarantined' });
    reminders += (await remindQuarantineOwners(addSeconds(MONDAY, hour * HOUR), 10, deps)).length;
  }
  expect(reminders).toBeGreaterThanOrEqual(8);
});
