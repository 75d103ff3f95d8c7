/** Thrown by a store that is handed a cursor it never gave out; at an API's edge that is the caller's mistake, not a defect. */
export class BadCursor extends Error {
  readonly code = 'bad_cursor';

  constructor() {
    super('bad_cursor');
    this.name = 'BadCursor';
  }
}
