import { expect, it } from 'vitest';
import type { LeadEvent } from '../../../shared/domain/lead/events.ts';
import { requestCounting } from '../../../shared/use-cases/reporting/request-counting.ts';
import { assignToRep, receiveLead, routeToTeam } from '../../support/builders/moves.ts';

const received = receiveLead();
const routed = routeToTeam(received.after);
const assigned = assignToRep(routed.after);
const EVENTS = [received.event, routed.event, assigned.event];

async function requested(events: readonly LeadEvent[]) {
  const requests: (readonly string[])[] = [];
  const countingQueue = { request: async (leads: readonly string[]) => void requests.push(leads) };
  await requestCounting(events, { countingQueue }, (error) => expect.fail(String(error)));
  return requests;
}

it('asks once for each lead of a batch, with one message', async () => {
  const other = { ...assigned.event, lead: 'lead_other' };
  const again = { ...assigned.event, seq: 9 };
  expect(await requested([...EVENTS, other, again])).toEqual([[assigned.event.lead, 'lead_other']]);
});

it('asks for nothing while another event is bound to follow', async () => {
  expect(await requested([received.event, routed.event])).toEqual([]);
});

it('reports a failure and holds up nobody', async () => {
  const failures: unknown[] = [];
  const countingQueue = { request: () => Promise.reject(new Error('no queue')) };
  await requestCounting(EVENTS, { countingQueue }, (error, leads) => failures.push([String(error), leads]));
  expect(failures).toEqual([['Error: no queue', 1]]);
});
