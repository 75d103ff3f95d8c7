import * as z from 'zod';
import { countIssuerKeys, discoverIssuer, IssuerError } from '../../shared/adapters/oidc/issuer.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { NO_SIGN_IN } from '../../shared/runtime/auth/no-sign-in.ts';
import type { DoctorFinding } from '../finding.ts';

const SignIn = z.object({ issuer: z.string() });
const check = 'Sign-in';

/**
 * Checks whether tokens of the issuer can be checked: reads its document and its keys, as the authorizer does. Nothing
 * to find when people do not sign in. @param said the stack's output
 */
export async function checkSignIn(
  said: string,
  { allowHttp, reps }: { readonly allowHttp: boolean; readonly reps: readonly Pick<Rep, 'active' | 'email'>[] },
): Promise<readonly DoctorFinding[]> {
  if (said === NO_SIGN_IN) return [];
  const { issuer } = SignIn.parse(JSON.parse(said));
  try {
    const { jwks_uri: url } = await discoverIssuer(issuer, { allowHttp });
    const keys = await countIssuerKeys(url, { allowHttp });
    if (keys > 0)
      return [{ check, state: 'ok', observed: `${issuer} can be read, with ${keys} key(s)` }, ...judgeEmails(reps)];
    return [
      { check, state: 'failed', observed: `${url} has no key that signs`, todo: 'Ask whoever runs the provider' },
    ];
  } catch (error) {
    if (!(error instanceof IssuerError)) throw error;
    return [
      {
        check,
        state: 'failed',
        observed: error.message,
        todo: 'Nobody can sign in; keys still work. Compare signIn.issuer in infra/environments.ts with docs/access.md, or wait if the provider is down',
      },
    ];
  }
}

function judgeEmails(reps: readonly Pick<Rep, 'active' | 'email'>[]): readonly DoctorFinding[] {
  const active = reps.filter((rep) => rep.active);
  const without = active.filter(({ email }) => email === undefined).length;
  if (without === 0) return [];
  return [
    {
      check,
      state: 'warning',
      observed: `${without} of ${active.length} active people have no e-mail address, so no sign-in is them by it`,
      todo: 'Add `email` to the reps data, unless personClaim names their id',
    },
  ];
}
