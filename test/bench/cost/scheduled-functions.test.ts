import { expect, it } from 'vitest';
import { scheduledFunctionOf } from '../../../bench/cost/scheduled-functions.ts';

it.each([
  ['/aws/lambda/baton-local-CalendarsRefreshCalendars1A2B', 'refresh-calendars'],
  ['/aws/lambda/baton-local-SweepFunction5A', 'sweep'],
  ['/aws/lambda/baton-local-CrmReadCrm5A', 'read-crm'],
  ['/aws/lambda/baton-local-IntakeReceiveLead5A', undefined],
])('a log group is of a function with a schedule or of none: %s', (logGroup, name) => {
  expect(scheduledFunctionOf(logGroup)).toBe(name);
});
