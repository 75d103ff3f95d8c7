/**
 * The limits of all tests, in milliseconds. They catch a hang and nothing else: each is far beyond what its tests take
 * on a machine six times slower than a laptop, or on one that is busy with other work.
 */
export const TIME_LIMITS = {
  /** A test or hook that needs nothing but this process. */
  unit: 120_000,
  /** A test that plays months of leads in memory. */
  scenario: 600_000,
  /** Synthesising the stack, or running a tool on it. */
  infra: 900_000,
  /** Waiting until something is so on the deployed stack, its sweep of every minute included. */
  eventually: 300_000,
  /** A test on the deployed stack, which may wait for several things. */
  cloud: 1_800_000,
};
