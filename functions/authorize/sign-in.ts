import type { Database } from '../../shared/adapters/dynamodb/database.ts';
import { RepTable } from '../../shared/adapters/dynamodb/rep-table.ts';
import { IssuerTokens } from '../../shared/adapters/oidc/issuer-tokens.ts';
import type { IdentifyResult } from '../../shared/runtime/auth/identify.ts';
import { identifyBySignIn, SignInSettingsSchema } from '../../shared/runtime/auth/sign-in.ts';

/** Returns what identifies people by their tokens. Loaded with the first token only. */
export function createSignIn(options: {
  readonly settings: string;
  readonly environment: string;
  readonly db: Database;
  readonly table: string;
}): (token: string) => Promise<IdentifyResult> {
  const settings = SignInSettingsSchema.parse(JSON.parse(options.settings));
  const tokens = new IssuerTokens({ settings, allowHttp: options.environment === 'local' });
  const people = new RepTable({ db: options.db, table: options.table });
  return (token) => identifyBySignIn(token, { settings, tokens, people });
}
