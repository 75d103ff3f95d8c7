/**
 * Returns the values of a secret whose text has one on each line, newest first. It has two while one is replaced; the
 * newest is empty while there is none.
 */
export function parseSecretLines(text: string): readonly [string, ...string[]] {
  const [newest = '', ...former] = text.trim().split(/\s*\n\s*/);
  return [newest, ...former];
}
