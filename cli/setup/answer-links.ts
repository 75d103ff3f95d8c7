import { randomBytes } from 'node:crypto';
import type { StackOutputs } from '../../infra/outputs.ts';
import { parseSecretLines } from '../../shared/adapters/secrets-manager/secret-lines.ts';
import { ANSWER_LINK_TTL_SECONDS } from '../../shared/domain/lead/grace-periods.ts';
import { type SecretChange, withNewSecret, withoutFormerSecret } from '../replace-secret.ts';
import { readSecret, writeSecret } from '../secret-text.ts';

const DAYS = ANSWER_LINK_TTL_SECONDS / (24 * 3600);

/**
 * Returns the text of the secret that signs answer links after a change: the newest value signs, each one is accepted.
 * @throws a sentence when it is being replaced already
 */
export function changedLinkSecret(stored: string, change: SecretChange): string {
  if (change === 'end') return withoutFormerSecret(stored);
  return withNewSecret(stored, randomBytes(48).toString('base64url'), {
    name: 'answer links',
    end: '--link-secret end',
  });
}

/** Replaces the secret that signs answer links, or ends that. Says what is true from then on, never a secret. */
export async function changeLinkSecret(options: {
  readonly outputs: Pick<StackOutputs, 'LinkSecretArn'>;
  readonly change: SecretChange;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { outputs, change, say } = options;
  const arn = outputs.LinkSecretArn;
  const stored = await readSecret(arn);
  if (change === 'end' && parseSecretLines(stored).length === 1)
    return say('Answer links: no secret is being replaced');
  await writeSecret(arn, changedLinkSecret(stored, change));
  say(
    change === 'new'
      ? `Answer links: within a minute, signed with a new secret. Links signed with the former one count until --link-secret end; after ${DAYS} days none of them is valid any more`
      : 'Answer links: the former secret is forgotten; within a minute, links signed with it are refused',
  );
}
