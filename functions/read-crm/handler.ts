import { createScheduleHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createSettingsStore } from '../wiring/settings.ts';

const runtime = startRuntime('read-crm');
const settings = createSettingsStore();

/**
 * Takes what people did in the CRM: logged calls, e-mails and meetings stop clocks, and an owner whom a person set has the
 * lead. Trigger: a schedule, every minute; without a CRM it reads one setting. Duplicates and concurrent runs: an
 * activity counts once by its id, an owner once by what is known of the record. Late: the next run goes on where this one
 * stopped, so that an outage loses nothing and keeps the order.
 */
export const handler = createScheduleHandler(runtime, async (invocation) => {
  if (!(await settings.read('crm'))) return;
  const { readConnectedCrm } = await import('./read-connected-crm.ts');
  await readConnectedCrm(invocation);
});
