import { expect, it } from 'vitest';
import { newCrmLink } from '../../../shared/domain/crm/crm-link.ts';
import type { PlannedSync } from '../../../shared/use-cases/crm/plan-sync.ts';
import { taskWriteOf } from '../../../shared/use-cases/crm/task-write.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const lead = aLead('assigned', { id: 'lead_1' });
const planned: PlannedSync = {
  lead,
  link: newCrmLink(lead.id, 'hubspot', MONDAY),
  values: {},
  taskChange: { kind: 'make', task: { state: 'open', epoch: 2, dueAt: MONDAY, owner: 'u1' } },
  taskMayExist: false,
  person: {},
  mayMake: true,
  problems: [],
};

it('names the lead and the assignment in the text, by which the task is found again', () => {
  const write = taskWriteOf(planned, { record: '7' });
  expect(write).toMatchObject({ record: '7', mark: 'lead_1.2', dueAt: MONDAY, owner: 'u1', done: false });
  expect(write?.text).toContain('lead_1.2');
});

it('writes no task to a lead without a record, and none without a change', () => {
  expect(taskWriteOf(planned, {})).toBeUndefined();
  expect(taskWriteOf({ ...planned, taskChange: undefined }, { record: '7' })).toBeUndefined();
});
