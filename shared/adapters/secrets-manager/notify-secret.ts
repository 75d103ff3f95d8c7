/**
 * Returns the secrets that sign notifications to reps, newest first: the text of the secret has one on each line, two while
 * one is replaced.
 */
export function parseNotifySecrets(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
