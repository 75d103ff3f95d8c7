import { parseSecretLines } from '../shared/adapters/secrets-manager/secret-lines.ts';

/** What becomes of a secret: `new`: another value is used too; `end`: the former one is forgotten. */
export const SECRET_CHANGES = ['new', 'end'] as const;
export type SecretChange = (typeof SECRET_CHANGES)[number];

/**
 * Returns the text of a secret with a new value before the one that it has, which stays valid.
 * @param options `end`: what to type to end the replacement
 * @throws a sentence when a value is being replaced already
 */
export function withNewSecret(
  stored: string,
  added: string,
  options: { readonly name: string; readonly end: string },
): string {
  const [newest, ...former] = parseSecretLines(stored);
  if (former.length > 0)
    throw new Error(`The secret of ${options.name} is being replaced already. End that first: ${options.end}`);
  return [added, newest].filter((value) => value !== '').join('\n');
}

/** Returns the text of a secret without the former value. */
export function withoutFormerSecret(stored: string): string {
  return parseSecretLines(stored)[0];
}
