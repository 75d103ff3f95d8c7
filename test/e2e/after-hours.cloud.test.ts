import { beforeAll, expect, inject, it } from 'vitest';
import { addWorkingSeconds, nextOpening } from '../../shared/domain/business-hours/working-time.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { aCalendar } from '../support/builders/plan.ts';
import { eventually } from './eventually.ts';
import { call, readDecision, readLead } from './http.ts';
import { aNewPerson, postLead, waitForOwner } from './leads.ts';

const { keys } = inject('deployed');
/** A zone in which it is afternoon now, so that a calendar of mornings is closed at any hour of the test. */
const ZONE = new Date().getUTCHours() < 12 ? 'Etc/GMT-12' : 'Etc/UTC';
/** The calendar of the team `dawn`, and the time for a first response that its leads have. */
const MORNINGS = { calendar: aCalendar('09:00', '12:00'), zone: ZONE, holidays: [], leaves: [] };
const FIRST_TOUCH_SECONDS = 8 * 3600;

beforeAll(async () => {
  const json = { name: 'Zia Dawn', zone: ZONE, teams: { dawn: 1 } };
  expect((await call('PUT', '/v1/reps/zia.dawn', { key: keys.admin, json })).status).toBe(200);
});

it('gives a lead of a closed team an owner at once, whose clock starts when they come to work', async () => {
  const id = await postLead(aNewPerson({ product: 'dawn' }));
  expect(await waitForOwner(id)).toMatchObject({ owner: 'zia.dawn' });
  const opening = nextOpening(MORNINGS, instantOf(Date.now())) ?? '';
  const { assignment } = await readDecision(id);
  expect(assignment).toMatchObject({ chosen: 'zia.dawn', passedOver: [] });
  expect(assignment?.comesBy).toBe(addWorkingSeconds(MORNINGS, opening, FIRST_TOUCH_SECONDS));
  // Once its owner was told, the first response is what is due next.
  await eventually(async () =>
    expect((await readLead(id)).dueAt).toBe(addWorkingSeconds(MORNINGS, opening, FIRST_TOUCH_SECONDS)),
  );
});
