import { ulid } from 'ulid';

/** Returns a new unique id that sorts by time (https://github.com/ulid/spec). */
export function newId(): string {
  return ulid();
}
