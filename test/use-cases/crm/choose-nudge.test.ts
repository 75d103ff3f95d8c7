import { expect, it } from 'vitest';
import { type CrmLink, newCrmLink } from '../../../shared/domain/crm/crm-link.ts';
import { chooseNudge } from '../../../shared/use-cases/crm/choose-nudge.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const NOW = minutesAfterMonday(10);
const LATER = minutesAfterMonday(20);
const link = (more: Partial<CrmLink>): CrmLink => ({ ...newCrmLink('lead_1', 'hubspot', MONDAY), ...more });
const choose = (known: CrmLink | undefined, dueAt?: string, received = 1) =>
  chooseNudge({ nudge: { lead: 'lead_1', ...(dueAt !== undefined && { dueAt }) }, received }, known, NOW);

it('goes for a lead that was never written, and for one in order', () => {
  expect([choose(undefined), choose(link({}))]).toEqual(['go', 'go']);
});

it('waits until it is due', () => {
  expect(choose(link({ status: 'retrying', nextAt: LATER }), LATER)).toBe('postponed');
});

it('leaves a lead to the attempt that is to come, and that one alone goes', () => {
  const waiting = link({ status: 'retrying', nextAt: LATER });
  expect([choose(waiting), choose(waiting, NOW)]).toEqual(['dropped', 'dropped']);
  const due = link({ status: 'retrying', nextAt: NOW });
  expect([choose(due, NOW), choose(due)]).toEqual(['go', 'go']);
});

it('starts again after it was given up, unless the message is on its way to the dead-letter queue', () => {
  const failed = link({ status: 'failed', because: 'server_error' });
  expect([choose(failed), choose(failed, MONDAY), choose(failed, MONDAY, 2)]).toEqual(['go', 'go', 'set_aside']);
});

it('never starts again for a record that somebody deleted', () => {
  expect(choose(link({ status: 'failed', because: 'record_deleted' }))).toBe('dropped');
});
