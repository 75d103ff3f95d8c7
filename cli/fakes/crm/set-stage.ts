import { type FakeRecord, noteChange } from './fake-crm.ts';

/** A person, or a workflow, sets a stage of the life cycle on a record of a fake CRM. */
export function setStage(record: FakeRecord, property: string, value: string): void {
  record.values = { ...record.values, [property]: value };
  noteChange(record, undefined, { sourceType: 'CRM_UI' });
  const entry = { property, value, timestamp: record.changedAt ?? '' };
  record.stages = [entry, ...(record.stages ?? [])];
}
