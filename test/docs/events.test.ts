import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EVENT_DATA, EVENT_TYPES, type EventType, LeadEventSchema } from '../../shared/domain/lead/events.ts';
import { replayTimeline } from '../../shared/domain/lead/transitions.ts';
import { EVENT_SUBSCRIPTIONS } from '../../shared/use-cases/subscriptions.ts';
import { codeBlocksOf, codeSpansIn, readPage, tableRowsOf } from './doc-page.ts';

const page = readPage('docs/events.md');

/** The page's names for the subscribers that an event nudges. */
const NUDGED = {
  routing: 'routing',
  doorbell: 'ringDoorbell',
  clock: 'startFollowUp',
  timer: 'startNearTimer',
  notification: 'notifyRep',
  message: 'updateMessages',
  crm: 'syncCrm',
} as const satisfies Record<string, keyof typeof EVENT_SUBSCRIPTIONS>;

const rows = tableRowsOf(page, 'event').map(([event = '', , data = '', nudges = '']) => {
  const [example = '', ...optional] = codeSpansIn(data);
  return { type: codeSpansIn(event)[0] as EventType, example, optional, nudges: nudges.split(', ').filter(Boolean) };
});

it('the page has one row for each event', () => {
  expect(rows.map(({ type }) => type).sort()).toEqual([...EVENT_TYPES].sort());
  expect(new Set(Object.values(NUDGED))).toEqual(new Set(Object.keys(EVENT_SUBSCRIPTIONS)));
});

describe.each(rows)('$type', ({ type, example, optional, nudges }) => {
  const schema: z.ZodObject = EVENT_DATA[type]();

  it('is shown with all its fields, and the schema accepts the example', () => {
    const data = z.record(z.string(), z.unknown()).parse(JSON.parse(example));
    expect(Object.keys(data).sort()).toEqual(Object.keys(schema.shape).sort());
    expect(schema.parse(data)).toEqual(data);
  });

  it('marks its optional fields', () => {
    const lacking = Object.entries(schema.shape).filter(([, field]) => z.safeParse(field, undefined).success);
    expect([...optional].sort()).toEqual(lacking.map(([name]) => name).sort());
  });

  it('names the subscribers it nudges', () => {
    const listening = Object.entries(NUDGED).filter(([, who]) => EVENT_SUBSCRIPTIONS[who].some((one) => one === type));
    expect([...nudges].sort()).toEqual(listening.map(([name]) => name).sort());
  });
});

it('the example timeline is valid', () => {
  const [life = ''] = codeBlocksOf(page, 'json');
  const events = z.array(LeadEventSchema).parse(JSON.parse(life));
  expect(replayTimeline(events)).toMatchObject({ state: 'closed', outcome: 'converted', reassignments: 1 });
});
