import { type Instant, instantOf } from '../../domain/instant.ts';

/** Where handlers read the time, once an invocation; everything further in takes `now` as an argument. */
export type Clock = () => Instant;

/** The machine's clock, the only one outside tests and the simulator. */
export const systemClock: Clock = () => instantOf(Date.now());
