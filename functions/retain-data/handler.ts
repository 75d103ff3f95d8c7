import * as z from '../../shared/domain/lazy-zod.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { createTaskHandler } from '../../shared/runtime/lambda/event-handler.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { RETENTION_TASKS, runRetentionPage } from '../../shared/use-cases/privacy/retention-run.ts';
import { createIntake } from '../wiring/intake.ts';
import { createLazyPeople } from '../wiring/lazy-people.ts';
import { createPrivacy } from '../wiring/privacy.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createStores } from '../wiring/stores.ts';

const runtime = startRuntime('retain-data');
const stores = createStores();
const people = createLazyPeople(createSecretReader(), stores.db);
const deps = { ...stores, ...createIntake(stores.db), ...people, ...createPrivacy(stores.db) };
const bodyRetentionDays = Number(readEnv('BODY_RETENTION_DAYS').BODY_RETENTION_DAYS);

/** The first task of a run has no input; each next one gets the output of the one before. */
const RunState = z.object({
  task: z.enum(RETENTION_TASKS).default('erasures'),
  page: z.int().nonnegative().default(0),
  cursor: z.string().optional(),
  again: z.literal(true).optional(),
});

/**
 * Does one page of the daily retention: continues unfinished erasures, erases old closed leads, then old raw bodies.
 * Trigger: the only task of the Retention state machine. Duplicates and concurrent runs do no harm: erasing again changes
 * nothing. Late: what is over its age stays over it. What cannot be erased stays for the next run, and an alarm tells.
 */
export const handler = createTaskHandler(runtime, RunState, async (run, { now, log, meter }) => {
  const { did, ...next } = await runRetentionPage(run, { now, bodyRetentionDays }, deps);
  const { task, count, failed } = did;
  log.info('retention_page_done', { outcome: task, count, failed });
  if (failed > 0) {
    log.error('retention_failed', { outcome: task, failed });
    meter.add('RetentionFailed', failed);
  }
  return next;
});
