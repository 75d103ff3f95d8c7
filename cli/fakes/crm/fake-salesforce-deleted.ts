import type { CrmReply, FakeCrm } from './fake-crm.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Salesforce tells of no deletion that is older. */
const MAX_AGE_MS = 15 * DAY_MS;

/**
 * Answers which records of an object were deleted in a time: the seconds of both ends are ignored, and they must be more
 * than a minute apart. Of its last minute, something earlier may be told of later. Undefined: the call is another one.
 */
export function deletedReply(
  { path, query }: { readonly path: string; readonly query: URLSearchParams },
  records: FakeCrm['records'],
): CrmReply | undefined {
  const [, object] = /^\/sobjects\/(\w+)\/deleted\/$/.exec(path) ?? [];
  if (object === undefined) return undefined;
  const [start, end] = [minuteOf(query.get('start')), minuteOf(query.get('end'))];
  const isWindow = end - start > MINUTE_MS && start >= Date.now() - MAX_AGE_MS;
  if (!isWindow) return { status: 400, json: [{ errorCode: 'INVALID_REPLICATION_DATE', message: 'invalid dates' }] };
  const prefix = object === 'Lead' ? '00Q' : '003';
  const deletedRecords = [...records.values()]
    .filter(({ id, deleted }) => deleted && id.startsWith(prefix))
    .map(({ id, deletedAt = new Date(0).toISOString() }) => ({ id, at: Date.parse(deletedAt) }))
    .filter(({ at }) => at >= start && at < end)
    .map(({ id, at }) => ({ id, deletedDate: toSalesforceTime(at) }));
  return {
    status: 200,
    json: {
      deletedRecords,
      earliestDateAvailable: toSalesforceTime(Date.now() - MAX_AGE_MS),
      latestDateCovered: toSalesforceTime(end - MINUTE_MS),
    },
  };
}

function minuteOf(time: string | null): number {
  return Math.floor(Date.parse(time ?? '') / MINUTE_MS) * MINUTE_MS;
}

function toSalesforceTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}
