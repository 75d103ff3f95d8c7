import { LambdaClient, paginateListFunctions, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { publishedEventsOf } from '../../infra/published-events.ts';
import type { FollowUpMode } from '../../shared/domain/follow-up/follow-up-mode.ts';
import { delayCounting } from './counting.ts';

/**
 * How long leads wait to be counted here. It is to the short SLA clock of plan.yaml (14 seconds) what five minutes are
 * to one of five minutes: a response in time is counted with its assignment, a breach is not.
 */
const COUNTING_DELAY_SECONDS = 13;

/** Lets every function of the local cloud log, cache and publish as in `prod`, so that its counts are those of `prod`. */
export async function runFunctionsAsInProd(): Promise<void> {
  const { logLevel, settingsCacheSeconds } = ENVIRONMENTS.prod;
  await delayCounting(COUNTING_DELAY_SECONDS);
  await changeSettings({
    LOG_LEVEL: logLevel,
    COUNTING_DELAY_SECONDS: String(COUNTING_DELAY_SECONDS),
    PUBLISHED_EVENTS: publishedEventsOf(ENVIRONMENTS.prod),
    SETTINGS_CACHE_SECONDS: String(settingsCacheSeconds),
  });
}

/**
 * Lets every function follow up in this mode. With `near_steps` a lead that is answered before its first step is near
 * starts no execution, so that the machine of the other mode is never asked for one.
 */
export async function followUpBy(mode: FollowUpMode): Promise<void> {
  await changeSettings({ FOLLOW_UP_MODE: mode });
}

async function changeSettings(settings: Readonly<Record<string, string>>): Promise<void> {
  const client = new LambdaClient();
  for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
    for (const { FunctionName, Environment, LoggingConfig } of Functions)
      await client.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName,
          Environment: { Variables: { ...Environment?.Variables, ...settings } },
          // A group for each, by which its calls are told from those of others.
          LoggingConfig: { ...LoggingConfig, LogGroup: `/bench/${FunctionName}` },
        }),
      );
}
