let made = 0;

/** An id no other call gives in this run: `lead_7`. */
export function uniqueId(kind: string): string {
  made += 1;
  return `${kind}_${made}`;
}
