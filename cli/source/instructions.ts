import type { SourceKindName } from '../../shared/domain/sources/source-kinds.ts';
import type { Source } from '../../shared/ports/source-store.ts';

/** Returns what to paste where, so that a sender of this kind delivers. */
export function formatInstructions(
  { kind, proof }: Pick<Source, 'kind' | 'proof'>,
  hookUrl: string,
  secret: string,
): readonly string[] {
  const steps: Readonly<Record<SourceKindName, readonly string[]>> = {
    generic: [
      'Post JSON or a form to the hook URL with the header',
      `  Authorization: Bearer ${secret}`,
      'or sign it as specified by https://www.standardwebhooks.com.',
    ],
    import: ['Lists are imported by a command; there is nothing to paste.'],
    typeform: [
      'In Typeform: your form → Connect → Webhooks → Add a webhook',
      `  Endpoint: ${hookUrl}`,
      `  Secret (under Edit): ${secret}`,
      '  Content type: JSON; leave partial responses off',
      'Set the Ref of each field (field settings) to map it reliably; otherwise Baton tries to recognize its question.',
    ],
    'hubspot-workflow': [
      'In HubSpot: a contact workflow that starts with your form → Data ops → Send a webhook',
      `  Method POST, webhook URL: ${hookUrl}`,
      '  Either "Include request signature in header", of the app whose client secret you passed with --secret,',
      `  or authentication by API key, sent as a header: Authorization: Bearer ${secret}`,
      '  Request body: all contact properties, or a selection that includes hs_object_id',
    ],
  };
  return [`Hook URL: ${hookUrl}`, `Secret:   ${secret}`, '', ...steps[kind], ...formatProof(proof, hookUrl, secret)];
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
