import { eventOfRecord } from '../../shared/adapters/dynamodb/stream-events.ts';
import { streamHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { rollUp } from '../../shared/use-cases/reporting/roll-up.ts';
import { realReports } from '../wiring/reports.ts';
import { realStores } from '../wiring/stores.ts';

const runtime = startRuntime('roll-up');
const stores = realStores();
const deps = { ...stores, reports: realReports(stores.db) };

/**
 * Counts what happens to leads, for reports. Called by the stream of the leads table, in batches. Each event is only a nudge to count
 * its lead from the timeline, so twice, late or out of order is fine; what cannot be counted fails the batch and is tried again.
 */
export const handler = streamHandler(runtime, async (records, { meter }) => {
  const leads = new Set(records.flatMap((record) => eventOfRecord(record)?.lead ?? []));
  for (const lead of leads) meter.add('EventsCounted', await rollUp(lead, deps));
});
