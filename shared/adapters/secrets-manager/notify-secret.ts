/**
 * Returns the secrets that sign notifications to reps, newest first: the text of the secret has one on each line, two while
 * one is replaced. @throws when there is none (a configuration error)
 */
export function parseNotifySecrets(text: string): readonly [string, ...string[]] {
  const [newest, ...others] = text.split(/\s+/).filter((line) => line !== '');
  if (newest === undefined) throw new Error('there is no secret for notifications');
  return [newest, ...others];
}
