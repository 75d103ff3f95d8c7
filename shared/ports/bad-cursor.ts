/**
 * Thrown by a store for a cursor that it did not issue. At the API's edge this is the caller's mistake, not a defect.
 */
export class BadCursor extends Error {
  readonly code = 'bad_cursor';

  constructor() {
    super('bad_cursor');
    this.name = 'BadCursor';
  }
}
