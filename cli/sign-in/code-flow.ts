import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Discovery } from '../../shared/adapters/oidc/issuer.ts';

/** Where the browser comes back to. Providers know this address: docs/access.md. */
export const CALLBACK = { port: 8976, url: 'http://localhost:8976/callback' } as const;

const Tokens = z.object({ id_token: z.string() });

/** One attempt to sign in, by the authorization code flow with PKCE, as a client without a secret. */
export interface CodeFlow {
  /** The address to open in a browser. */
  readonly url: string;
  /** Returns the ID token for the address that the browser came back to. @throws a sentence that says why there is none */
  finish(callback: URL): Promise<string>;
}

/** Begins to sign in. @param options.person whom the provider should suggest */
export function startCodeFlow(options: {
  readonly discovery: Discovery;
  readonly clientId: string;
  readonly person?: string;
}): CodeFlow {
  const { discovery, clientId, person } = options;
  const { authorization_endpoint: authorization, token_endpoint: exchange } = discovery;
  if (authorization === undefined || exchange === undefined)
    throw new Error(`${discovery.issuer} names no address to sign in at, so use a token that you got elsewhere.`);
  const [state, verifier] = [randomText(), randomText()];
  const url = new URL(authorization);
  const query = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: CALLBACK.url,
    scope: 'openid email profile',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    ...(person !== undefined && { login_hint: person }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return {
    url: url.href,
    finish: async ({ searchParams }) => {
      const [code, returned, error] = ['code', 'state', 'error'].map((name) => searchParams.get(name));
      if (error)
        throw new Error(`The sign-in was refused: ${error} ${searchParams.get('error_description') ?? ''}`.trim());
      if (!code || returned !== state) throw new Error('The browser came back from another sign-in. Start again.');
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        redirect_uri: CALLBACK.url,
        code_verifier: verifier,
        code,
      });
      const answer = await fetch(exchange, { method: 'POST', body });
      const tokens = Tokens.safeParse(await answer.json().catch(() => undefined));
      if (!answer.ok || !tokens.success)
        throw new Error(
          `${exchange} gave no ID token (${answer.status}). Is the application registered without a secret?`,
        );
      return tokens.data.id_token;
    },
  };
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}
