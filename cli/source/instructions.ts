import type { SourceKindName } from '../../shared/domain/sources/source-kinds.ts';

/** Returns what to paste where, so that a sender of this kind delivers. */
export function formatInstructions(kind: SourceKindName, hookUrl: string, secret: string): readonly string[] {
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
  return [`Hook URL: ${hookUrl}`, `Secret:   ${secret}`, '', ...steps[kind]];
}
