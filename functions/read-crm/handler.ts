import { createScheduleHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { readCrm } from '../../shared/use-cases/crm/read-crm.ts';
import { createCrmReading } from '../wiring/crm-reading.ts';
import { reportReading } from './report-reading.ts';

const runtime = startRuntime('read-crm');
const deps = createCrmReading();
/** What one more round may take: some calls of the CRM, and the leads of a page. */
const ROUND_MILLISECONDS = 20_000;

/**
 * Takes what people did in the CRM: logged calls, e-mails and meetings stop clocks, and an owner whom a person set has the
 * lead. Trigger: a schedule, every minute; without a CRM it reads one setting. Duplicates and concurrent runs: an
 * activity counts once by its id, an owner once by what is known of the record. Late: the next run goes on where this one
 * stopped, so that an outage loses nothing and keeps the order.
 */
export const handler = createScheduleHandler(runtime, async (invocation) => {
  const mayGoOn = () => invocation.remainingMilliseconds() > ROUND_MILLISECONDS;
  reportReading(await readCrm(invocation.now, mayGoOn, deps), invocation);
});
