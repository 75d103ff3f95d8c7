import type { Source } from '../../shared/ports/source-store.ts';
import { SOURCE_KINDS } from '../../shared/sources/source-kinds.ts';

/** Returns what to paste where, so that a sender of this kind delivers. */
export function formatInstructions(
  { kind, proof }: Pick<Source, 'kind' | 'proof'>,
  hookUrl: string,
  secret: string,
): readonly string[] {
  const { formatSteps } = SOURCE_KINDS[kind];
  const steps = formatSteps({ url: hookUrl, secret });
  return [`Hook URL: ${hookUrl}`, `Secret:   ${secret}`, '', ...steps, ...formatProof(proof, hookUrl, secret)];
}

function formatProof(proof: Source['proof'], hookUrl: string, secret: string): readonly string[] {
  switch (proof?.by) {
    case undefined:
      return [];
    case 'query':
      return ['Or, for a sender that can set no header, this URL:', `  ${urlWithSecret(proof.name, hookUrl, secret)}`];
    case 'field':
      return [`Or put the secret into the field ${proof.name} of the body; it is removed before the body is stored.`];
    case 'address':
      return ['Or send nothing but the body: whoever knows the hook URL is believed. Keep it secret.'];
  }
}

/** Returns the hook URL with the secret as a parameter. */
export function urlWithSecret(name: string, hookUrl: string, secret: string): string {
  return `${hookUrl}?${new URLSearchParams({ [name]: secret })}`;
}
