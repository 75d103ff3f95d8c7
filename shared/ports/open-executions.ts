/** How close the account is to its limit of open executions, all its state machines together. */
export interface OpenExecutions {
  /** Returns the share that is taken, 0 to 1, as last measured minutes ago; undefined if that is unknown. */
  share(): Promise<number | undefined>;
}
