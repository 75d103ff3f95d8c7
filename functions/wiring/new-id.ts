import { ulid } from 'ulid';

/** A fresh unique id that sorts by time (https://github.com/ulid/spec). */
export function newId(): string {
  return ulid();
}
