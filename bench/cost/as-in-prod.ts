import { LambdaClient, paginateListFunctions, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { ENVIRONMENTS } from '../../infra/environments.ts';
import { publishedEventsOf } from '../../infra/published-events.ts';

/** Lets every function of the local cloud log, cache and publish as in `prod`, so that its counts are those of `prod`. */
export async function runFunctionsAsInProd(): Promise<void> {
  const { logLevel, settingsCacheSeconds } = ENVIRONMENTS.prod;
  const client = new LambdaClient();
  for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
    for (const { FunctionName, Environment } of Functions)
      await client.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName,
          Environment: {
            Variables: {
              ...Environment?.Variables,
              LOG_LEVEL: logLevel,
              PUBLISHED_EVENTS: publishedEventsOf(ENVIRONMENTS.prod),
              SETTINGS_CACHE_SECONDS: String(settingsCacheSeconds),
            },
          },
        }),
      );
}
