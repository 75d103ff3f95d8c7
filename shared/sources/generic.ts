import { parseGenericBody } from '../domain/intake/generic-body.ts';
import { bearerHeader, verifyBearer, verifyStandardWebhook } from './sender-proof.ts';
import type { SourceKind } from './source-kind.ts';

/** Any sender that posts JSON or a form with field names of its own. */
export const generic: SourceKind = {
  title: 'Anything that posts JSON or a form',
  authentications: [verifyBearer, verifyStandardWebhook],
  read: parseGenericBody,
  formatSteps: ({ secret }) => [
    'Post JSON or a form to the hook URL with the header',
    `  Authorization: Bearer ${secret}`,
    'or sign it as specified by https://www.standardwebhooks.com.',
  ],
  buildSample: (fields, { id }) => ({ submission_id: id, ...fields }),
  markAsTest: (body) => ({ ...body, test: 'true' }),
  sign: bearerHeader,
};
