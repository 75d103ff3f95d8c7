import { recordToEvent } from '../../shared/adapters/dynamodb/stream-events.ts';
import { createStreamHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { rollUp } from '../../shared/use-cases/reporting/roll-up.ts';
import { createReportStore } from '../wiring/reports.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('roll-up');
const stores = createCachedStores();
const deps = { ...stores, reports: createReportStore(stores.db) };

/**
 * Counts the events of leads for reports. Trigger: the stream of the leads table, in batches. Duplicates, late and
 * unordered records do no harm: a record is only a nudge to count its lead from the timeline. A lead that cannot be
 * counted fails the batch, which is retried.
 */
export const handler = createStreamHandler(runtime, async (records, { meter }) => {
  const leads = new Set(records.flatMap((record) => recordToEvent(record)?.lead ?? []));
  for (const lead of leads) meter.add('EventsCounted', await rollUp(lead, deps));
});
