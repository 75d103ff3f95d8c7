import * as z from '../../domain/lazy-zod.ts';

const Discovery = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  authorization_endpoint: z.url().optional(),
  token_endpoint: z.url().optional(),
});
/** The part of an OpenID provider's discovery document that Baton needs. */
export type Discovery = z.output<typeof Discovery>;

/** The document or the keys of the issuer cannot be read; the message says why. */
export class IssuerError extends Error {
  override readonly name = 'IssuerUnavailable';
}

const TIMEOUT_MS = 3000;
const MAX_BYTES = 512 * 1024;

/**
 * Reads the discovery document of an OpenID provider. @param options.allowHttp only for a provider on this machine
 * @throws {IssuerError}
 */
export async function discoverIssuer(issuer: string, options: { readonly allowHttp: boolean }): Promise<Discovery> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const parsed = Discovery.safeParse(parseJson(await readIssuerDocument(url, options)));
  if (!parsed.success) throw new IssuerError(`${url} is not a discovery document`);
  // Otherwise its keys could be those of somebody else.
  if (parsed.data.issuer !== issuer) throw new IssuerError(`${url} says that the issuer is ${parsed.data.issuer}`);
  return parsed.data;
}

/** Reads a document of the issuer. @throws {IssuerError} */
export async function readIssuerDocument(
  url: string,
  { allowHttp }: { readonly allowHttp: boolean },
): Promise<ArrayBuffer> {
  if (!url.startsWith('https://') && !allowHttp) throw new IssuerError(`${url} does not begin with https://`);
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const bytes = await answer.arrayBuffer();
    if (answer.ok && bytes.byteLength <= MAX_BYTES) return bytes;
    throw new IssuerError(answer.ok ? `${url} is too large` : `${url} answered ${answer.status}`);
  } catch (error) {
    if (error instanceof IssuerError) throw error;
    throw new IssuerError(`${url} cannot be reached`, { cause: error });
  }
}

/** Returns how many keys of the issuer can sign. @throws {IssuerError} */
export async function countIssuerKeys(url: string, options: { readonly allowHttp: boolean }): Promise<number> {
  const keys = z.object({ keys: z.array(z.object({ use: z.string().optional() })) });
  const parsed = keys.safeParse(parseJson(await readIssuerDocument(url, options)));
  if (!parsed.success) throw new IssuerError(`${url} is not a set of keys`);
  return parsed.data.keys.filter(({ use }) => use === undefined || use === 'sig').length;
}

function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
