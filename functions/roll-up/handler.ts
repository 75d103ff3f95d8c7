import * as z from '../../shared/domain/lazy-zod.ts';
import { createQueueHandler } from '../../shared/runtime/lambda/queue-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { rollUp } from '../../shared/use-cases/reporting/roll-up.ts';
import { createReportStore } from '../wiring/reports.ts';
import { createCachedStores } from '../wiring/stores.ts';

const runtime = startRuntime('roll-up');
const stores = createCachedStores();
const deps = { ...stores, reports: createReportStore(stores.db) };

/** More than enough for the leads that are counted together. */
const MILLISECONDS_FOR_A_PART = 20_000;

/**
 * Counts leads for reports. Trigger: the SQS queue of leads to count, in large batches. Duplicates, late and unordered
 * messages do no harm: a message only names leads, and what to count is read from their timelines. A message with a lead
 * that could not be counted is delivered again, then moved to the dead-letter queue; it can be redriven at any time.
 */
export const handler = createQueueHandler(
  runtime,
  z.object({ leads: z.array(z.string().min(1)) }),
  async (messages, { meter, log, remainingMilliseconds }) => {
    const { failed, postponed } = await rollUp(
      messages.flatMap(({ body }) => body.leads),
      deps,
      () => remainingMilliseconds() > MILLISECONDS_FOR_A_PART,
    );
    if (failed.length > 0) meter.add('CallFailed', failed.length);
    for (const { lead, error } of failed) log.error('lead_not_counted', { leadId: lead, error });
    const leads = new Set([...failed.map(({ lead }) => lead), ...postponed]);
    return messages.filter(({ body }) => body.leads.some((lead) => leads.has(lead))).map(({ id }) => id);
  },
);
