import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { environmentNamed } from '../../infra/environments.ts';
import type { StackOutputs } from '../../infra/outputs.ts';
import { SettingsTable } from '../../shared/adapters/dynamodb/settings-table.ts';
import { HttpCompanyProvider } from '../../shared/adapters/enrichment/http-company-provider.ts';
import { parseSecretLines } from '../../shared/adapters/secrets-manager/secret-lines.ts';
import { readCompanyFacts } from '../../shared/domain/enrichment/company-facts.ts';
import { openDatabase } from '../database.ts';
import { createEnvOption } from '../environment-api.ts';
import { parseInputFile } from '../file-options.ts';
import { withNewSecret, withoutFormerSecret } from '../replace-secret.ts';
import { readSecret, writeSecret } from '../secret-text.ts';
import { readStackOutputs } from '../stack-outputs.ts';
import { parseSettings } from './settings.ts';

interface SetOptions {
  readonly env: string;
  readonly url?: string;
  readonly field: readonly string[];
  readonly host: readonly string[];
  readonly secretFile?: string;
  readonly off?: boolean;
}

interface RotateOptions {
  readonly env: string;
  readonly secretFile?: string;
  readonly end?: boolean;
}

/** `baton enrichment`: manages the enrichment provider. */
export function enrichmentCommand(): Command {
  const command = new Command('enrichment').description('Manages the enrichment provider.');
  command
    .command('set')
    .description('Sets the provider, or turns enrichment off with --off.')
    .addOption(createEnvOption())
    .option('--url <url>', 'URL of the provider, https://api.provider.example/companies')
    .option(
      '--field <ours=theirs>',
      'our field and its path in the response, employees=metrics.employees; may be repeated',
      appendOption,
      [],
    )
    .option('--host <name>', 'another host that may be called; may be repeated', appendOption, [])
    .option('--secret-file <file>', 'file with the secret of the provider', parseInputFile)
    .option('--off', 'turn enrichment off')
    .action(setProvider);
  command
    .command('show')
    .description('Shows the provider and its fields; never the secret.')
    .addOption(createEnvOption())
    .action(async ({ env }: { readonly env: string }) => {
      const settings = await settingsTable(await readOutputs(env)).read('enrichment');
      console.log(settings ? JSON.stringify(settings, null, 2) : 'No provider is set. Set one: baton enrichment set');
    });
  command
    .command('rotate')
    .description(
      'Takes a new secret of the provider; the former one is used while the new one is refused, until --end.',
    )
    .addOption(createEnvOption())
    .option('--secret-file <file>', 'file with the new secret', parseInputFile)
    .option('--end', 'forget the former secret')
    .action(async (options: RotateOptions) => console.log(await rotateSecret(options)));
  command
    .command('test')
    .description('Calls the provider from this machine and shows what would be used; stores nothing.')
    .addOption(createEnvOption())
    .requiredOption('--domain <domain>', "a company's domain, acme.example")
    .action(testProvider);
  return command;
}

async function setProvider(options: SetOptions): Promise<void> {
  const outputs = await readOutputs(options.env);
  const settings = settingsTable(outputs);
  if (options.off) {
    await settings.reset('enrichment');
    return console.log('Enrichment is off.');
  }
  if (options.url === undefined) throw new Error('Give the provider with --url, or turn enrichment off with --off.');
  const { url, field: fields, host: hosts } = options;
  const made = parseSettings({ url, fields, hosts }, { local: options.env === 'local' });
  // Store the secret first: the new provider must never get the previous one's.
  if (options.secretFile !== undefined)
    await writeSecret(outputs.EnrichmentSecretArn, await readSecretFile(options.secretFile));
  await settings.save('enrichment', made);
  console.log(
    `Companies are looked up at ${new URL(url).host}, within ten seconds. Try it: baton enrichment test --env ${options.env} --domain …`,
  );
}

async function rotateSecret({ env, secretFile, end }: RotateOptions): Promise<string> {
  if ((secretFile === undefined) === (end === undefined))
    throw new Error('Give the new secret with --secret-file, or forget the former one with --end.');
  const { EnrichmentSecretArn: arn } = await readOutputs(env);
  const stored = await readSecret(arn);
  if (secretFile === undefined) {
    if (parseSecretLines(stored).length === 1) return 'No secret of the provider is being replaced.';
    await writeSecret(arn, withoutFormerSecret(stored));
    return 'The former secret is forgotten; within a minute, companies are looked up with the new one alone.';
  }
  const typed = `baton enrichment rotate --env ${env} --end`;
  const added = await readSecretFile(secretFile);
  await writeSecret(arn, withNewSecret(stored, added, { name: 'the provider', end: typed }));
  return `Within a minute, companies are looked up with the new secret, and with the former one while the provider refuses it. Once it takes the new one: ${typed}`;
}

async function readSecretFile(file: string): Promise<string> {
  const secret = (await readFile(file, 'utf8')).trim();
  if (/^[\x21-\x7e]+$/.test(secret)) return secret;
  throw new Error(`${file} must hold one secret, without blanks.`);
}

async function testProvider({ env, domain }: { readonly env: string; readonly domain: string }): Promise<void> {
  const outputs = await readOutputs(env);
  const settings = await settingsTable(outputs).read('enrichment');
  if (!settings) throw new Error(`No provider is set in ${env}. Set one: baton enrichment set`);
  const secrets = async () => parseSecretLines(await readSecret(outputs.EnrichmentSecretArn));
  const said = await new HttpCompanyProvider({ settings, secrets, local: env === 'local' }).lookUp(domain);
  if (said.outcome === 'unknown') return console.log(`The provider does not know ${domain}.`);
  if (said.outcome === 'failed')
    throw new Error(`The provider could not be called: ${said.because} (docs/runbook.md#enrichment-failing)`);
  const read = readCompanyFacts(said.facts).facts.map(({ field, value }) => [field, value] as const);
  console.log(JSON.stringify({ said: said.facts, read: Object.fromEntries(read) }, null, 2));
}

async function readOutputs(env: string): Promise<StackOutputs> {
  return readStackOutputs(environmentNamed(env));
}

function settingsTable(outputs: StackOutputs): SettingsTable {
  return new SettingsTable({ db: openDatabase(), table: outputs.RepsTable });
}

function appendOption(option: string, before: readonly string[]): readonly string[] {
  return [...before, option];
}
