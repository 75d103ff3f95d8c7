let made = 0;

/** Returns an id that no other call in this run returns: `lead_7`. */
export function uniqueId(kind: string): string {
  made += 1;
  return `${kind}_${made}`;
}
