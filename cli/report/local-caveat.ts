/** The caveat on every figure of the local cloud. */
export const LOCAL_CAVEAT = 'Measured on a local emulator with simulated reps; not representative of AWS.';
