import { type Instant, millisecondsOf } from '../instant.ts';

/** A time in milliseconds after every record; subtracting from it sorts the newest first. */
const END_OF_TIME = 9_999_999_999_999;

/** Returns the name of a record, by which records sort newest first. Never changes. */
export function recordNameOf({ at, id }: { readonly at: Instant; readonly id: string }): string {
  return `${String(END_OF_TIME - millisecondsOf(at)).padStart(13, '0')}-${id}`;
}
