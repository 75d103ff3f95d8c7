/**
 * A store failure that a retry will not fix: missing permission, missing table, a row that does not match its schema.
 * Carries codes only. The SDK's error is never attached, neither as cause nor by its message, because a cancelled
 * transaction returns the items involved.
 */
export class StoreError extends Error {
  /** Code from the store or the adapter, such as `AccessDeniedException` or `unreadable_row`. */
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** The store did not answer, or not in time, after all attempts. The caller should be retried later. */
export class StoreUnavailableError extends StoreError {
  constructor(code: string) {
    super(code);
    this.name = 'StoreUnavailable';
  }
}

/** What the caller wants to change was changed by others at each attempt. The caller should be retried later. */
export class KeptChangingError extends StoreUnavailableError {
  /** @param what what kept changing, by ids */
  constructor(what: string) {
    super('kept_changing');
    this.message = what;
  }
}
