/**
 * A store could not do what it was asked, for a reason that trying again will not change: a refused permission, a missing
 * table, a row that no longer fits its schema. Carries codes only. The SDK's error is never attached, neither as a cause
 * nor by its message, because a cancelled transaction brings back the items it met.
 */
export class StoreError extends Error {
  /** What the store or this adapter calls the reason, `AccessDeniedException`, `unreadable_row`. */
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** The store did not answer, or not in time, however often it was asked: what called it should be tried again later. */
export class StoreUnavailable extends StoreError {
  constructor(code: string) {
    super(code);
    this.name = 'StoreUnavailable';
  }
}
