import { Command } from 'commander';
import * as z from 'zod';
import { ENVIRONMENTS, environmentNamed } from '../../infra/environments.ts';
import { discoverIssuer } from '../../shared/adapters/oidc/issuer.ts';
import { createEnvOption } from '../environment-api.ts';
import { dropToken, expiryOf, keepToken, tokenFileOf } from '../kept-token.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { startCodeFlow } from './code-flow.ts';
import { followRedirects } from './follow-redirects.ts';
import { waitForBrowser } from './wait-for-browser.ts';

interface Options {
  readonly env: string;
  readonly person?: string;
  readonly end?: boolean;
}

const SignIn = z.object({ issuer: z.string(), audience: z.string() });

/** `baton sign-in`: gets a token of the company's sign-in for the commands that call the API. */
export function signInCommand(): Command {
  return new Command('sign-in')
    .description('Signs you in; commands that call the API then act as you, with your role, until the token expires.')
    .addOption(createEnvOption())
    .option('--person <rep>', 'local cloud only: id of the person to be, without a browser')
    .option('--end', 'forget the token; commands use the key again')
    .action(run);
}

async function run({ env, person, end }: Options): Promise<void> {
  const { name } = environmentNamed(env);
  const file = tokenFileOf(name);
  if (end) {
    await dropToken(file);
    console.log(`Signed out of ${name}: commands use the key again.`);
    return;
  }
  const local = name === ENVIRONMENTS.local.name;
  if (person !== undefined && !local)
    throw new Error('--person is for the local cloud: elsewhere the browser asks you.');
  const { SignIn: said } = await readStackOutputs(environmentNamed(env));
  if (said === 'off')
    throw new Error(
      `Environment ${name} has no sign-in: set signIn in infra/environments.ts (docs/access.md), and deploy.`,
    );
  const { issuer, audience } = SignIn.parse(JSON.parse(said));
  const discovery = await discoverIssuer(issuer, { allowHttp: local });
  const flow = startCodeFlow({ discovery, clientId: audience, person });
  const ask = () => console.log(`Open this address in your browser, on this machine:\n\n${flow.url}\n`);
  const callback = person === undefined ? await waitForBrowser(ask) : await followRedirects(flow.url);
  const token = await flow.finish(callback);
  await keepToken(file, token);
  console.log(`Signed in to ${name} until ${new Date(expiryOf(token)).toISOString()}. The token is in ${file}.`);
}
