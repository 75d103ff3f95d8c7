/*
 * Stands for `@smithy/core/event-streams` in the function bundles. The SDK imports it for operations that answer with a
 * stream of events, and no function calls one.
 */

/** Leaves a client's configuration as it is. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}

/** Provides nothing. */
export function eventStreamSerdeProvider(): undefined {
  return undefined;
}

/** What would read and write events. @throws always */
export class EventStreamSerde {
  constructor() {
    throw new Error('functions call no operation with a stream of events');
  }
}
