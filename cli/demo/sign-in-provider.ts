import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type GrantContext, Provider } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import type { Environment } from '../../infra/environment.ts';
import { isPortFree } from '../../infra/local/free-port.ts';
import { html, PAGE_HEADERS, renderPage } from '../../shared/runtime/pages/html.ts';

/** Somebody who can sign in locally. */
export interface LocalPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly (keyof typeof LOCAL_ROLES)[];
}

/** A running OpenID provider on this machine. */
export interface SignInProvider {
  /** What environment `local` is deployed with. */
  readonly settings: NonNullable<Environment['signIn']>;
  readonly port: number;
  /** Signs the tokens; tests sign wrong ones with it. */
  readonly key: JsonWebKey & { readonly kid: string };
  close(): Promise<void>;
}

/** The groups of the local people, and the role of each. */
const LOCAL_ROLES = { reps: 'rep', managers: 'manager', admins: 'admin' } as const;
const CLIENT_ID = 'baton';
/** Where `baton sign-in` listens; the provider accepts any port of this machine. */
const REDIRECT_URI = 'http://localhost/callback';
const INTERACTION_PATH = '/interaction/';
const TOKEN_SECONDS = 3600;

/**
 * Starts a real OpenID provider for the local cloud, with these people and no passwords: whoever signs in chooses a
 * person and is them. It listens on this machine only. @param options.port the port to use if it is free
 */
export async function startSignInProvider(options: {
  readonly people: readonly LocalPerson[];
  readonly port?: number;
}): Promise<SignInProvider> {
  const { people, port: preferred = 0 } = options;
  const server = createServer().listen(preferred > 0 && (await isPortFree(preferred)) ? preferred : 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer = `http://127.0.0.1:${port}`;
  const key = createKey();
  const provider = new Provider(issuer, configurationOf(people, key));
  const serve = provider.callback();
  server.on('request', (request, response) => {
    const isInteraction = request.url?.startsWith(INTERACTION_PATH);
    const answered = isInteraction ? choosePerson(provider, people, request, response) : serve(request, response);
    answered.catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  return {
    settings: { issuer, audience: CLIENT_ID, groupClaim: 'groups', roles: LOCAL_ROLES },
    port,
    key,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function createKey(): SignInProvider['key'] {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' };
}

function configurationOf(people: readonly LocalPerson[], key: JsonWebKey) {
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [REDIRECT_URI],
      },
    ],
    claims: { openid: ['sub', 'groups', 'name', 'email', 'email_verified'] },
    // Everything in the ID token, as Okta and Entra can be told to.
    conformIdTokenClaims: false,
    findAccount: (_: unknown, id: string) => {
      const person = people.find((one) => one.id === id);
      return (
        person && {
          accountId: id,
          claims: () => ({ sub: id, email_verified: true, ...person }),
        }
      );
    },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `${INTERACTION_PATH}${uid}` },
    // Nobody has to agree to anything: the only application is ours.
    loadExistingGrant: async ({ oidc: { client, session, provider } }: GrantContext) => {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    // Its own store in memory, named, so that nobody is warned of it.
    adapter: createMemoryAdapter(),
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    ttl: Object.fromEntries(
      ['AccessToken', 'Grant', 'IdToken', 'Interaction', 'Session'].map((kind) => [kind, TOKEN_SECONDS]),
    ),
  };
}

/** Shows the people to choose from; takes the one that the link or the application names. */
async function choosePerson(
  provider: Provider,
  people: readonly LocalPerson[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const chosen = new URL(request.url ?? '/', 'http://local').searchParams.get('person') ?? params.login_hint;
  if (people.some(({ id }) => id === chosen))
    return provider.interactionFinished(request, response, { login: { accountId: String(chosen) }, consent: {} });
  response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(pageOf(people));
}

function pageOf(people: readonly LocalPerson[]): string {
  const items = people.map(
    ({ id, name, groups }) =>
      html`<li><a href="?person=${encodeURIComponent(id)}">${name}</a> (${groups.join(', ')})</li>`,
  );
  return renderPage('Who are you?', html`<ul>${items}</ul>`);
}
