import type { SourceKindName } from '../../shared/domain/sources/source-kinds.ts';

/** What to paste where, so that a sender of this kind delivers. */
export function instructions(kind: SourceKindName, hookUrl: string, secret: string): readonly string[] {
  const steps: Readonly<Record<SourceKindName, readonly string[]>> = {
    generic: [
      'Post JSON or a form to the hook URL with the header',
      `  Authorization: Bearer ${secret}`,
      'or sign it as https://www.standardwebhooks.com lays down.',
    ],
    import: ['Lists are imported by a command; nothing has to be pasted anywhere.'],
    typeform: [
      'In Typeform: your form → Connect → Webhooks → Add a webhook',
      `  Endpoint: ${hookUrl}`,
      `  Secret (under Edit): ${secret}`,
      '  Content type: JSON; leave partial responses off',
      'Name the Ref of each field (field settings) to map it for certain; else its question is understood if Baton knows it.',
    ],
    'hubspot-workflow': [
      'In HubSpot: a contact workflow that starts with your form → Data ops → Send a webhook',
      `  Method POST, webhook URL: ${hookUrl}`,
      '  Either "Include request signature in header", of the app whose client secret you gave with --secret,',
      `  or authentication by API key, sent as a header: Authorization: Bearer ${secret}`,
      '  Request body: all contact properties, or those you choose with hs_object_id among them',
    ],
  };
  return [`Hook URL: ${hookUrl}`, `Secret:   ${secret}`, '', ...steps[kind]];
}
