/**
 * How rows are read. Not `consistent`: it costs half, and may miss what was written in this moment. Only for whoever
 * finds out before it matters, by the condition of a write or a comparison of versions, or does not mind.
 */
export interface ReadOptions {
  readonly consistent: boolean;
}
