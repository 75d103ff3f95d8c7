import { type Instant, instantOf } from '../../domain/instant.ts';

/** Where handlers read the time, once per invocation. All other code takes `now` as an argument. */
export type Clock = () => Instant;

/** The system clock, the only one outside tests and the simulator. */
export const systemClock: Clock = () => instantOf(Date.now());
