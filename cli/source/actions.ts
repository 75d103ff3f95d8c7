import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { toSourceVersionView, toSourceView } from '../../shared/api/sources.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { parseDurationSeconds } from '../../shared/domain/plan/file/duration.ts';
import { listSources as listSourceReports } from '../../shared/use-cases/intake/list-sources.ts';
import {
  parseDefinition,
  parseFieldOptions,
  parseValueOptions,
  readDefinitionFile,
  type SourceDefinition,
} from './definition.ts';
import { findSource, hookUrlOf, type SourceAccess } from './environment.ts';
import { formatInstructions } from './instructions.ts';
import { saveDefinition, savePaused } from './keep-source.ts';
import { replaceSecret } from './secrets.ts';
import { formatSource, formatSources, formatTestResult } from './source-text.ts';
import { sendSample } from './try-source.ts';

/** The result of a command: as data, and as text for people. */
export interface CommandResult {
  readonly data: unknown;
  readonly lines: readonly string[];
}

export interface AddSourceOptions {
  readonly from?: string;
  readonly kind: string;
  readonly touch: string;
  readonly field: readonly string[];
  readonly value: readonly string[];
  readonly silentAfter?: string;
  readonly pace?: string;
  readonly turn?: string;
  readonly proof?: string;
  readonly ask?: string;
  readonly origin?: readonly string[];
  readonly secret?: string;
}

/** Creates or changes one source from the options, or all sources of a file. */
export async function addSources(
  id: string | undefined,
  options: AddSourceOptions,
  environment: SourceAccess,
): Promise<CommandResult> {
  const definitions = await readDefinitions(id, options);
  const secret = await readSecretOption(options.secret);
  const kept = [];
  // Sequential: all secrets are in one document, which is written as a whole.
  for (const definition of definitions) kept.push(await saveDefinition(definition, environment, { secret }));
  const data = kept.map(({ outcome, source, secret }) => {
    const { key: _, ...shown } = source;
    return { outcome, ...shown, hookUrl: hookUrlOf(source, environment.outputs), ...(secret && { secret }) };
  });
  const words = kept.flatMap(({ outcome, source, secret }) => [
    `Source ${source.id}: ${outcome} (version ${source.version})`,
    ...(secret ? formatInstructions(source, hookUrlOf(source, environment.outputs), secret) : []),
    ...(secret ? ['The secret is not shown again.', ''] : []),
  ]);
  return { data, lines: words };
}

async function readDefinitions(
  id: string | undefined,
  options: AddSourceOptions,
): Promise<readonly SourceDefinition[]> {
  const { from, kind, touch, field, value, silentAfter, pace, turn, proof, ask, origin = [] } = options;
  if (from !== undefined) {
    if (options.secret !== undefined)
      throw new Error('One secret cannot apply to all sources of a file: rotate them one by one.');
    const all = await readDefinitionFile(from);
    return id === undefined ? all : all.filter((one) => one.id === id);
  }
  if (id === undefined) throw new Error('Give the source, or a file of sources with --from.');
  const written = {
    kind,
    touch,
    ...(field.length > 0 && { fields: parseFieldOptions(field) }),
    ...(value.length > 0 && { values: parseValueOptions(value) }),
    ...(silentAfter !== undefined && { silent_after: silentAfter }),
    ...(pace !== undefined && { pace }),
    ...(turn !== undefined && { turn }),
    ...(proof !== undefined && { proof }),
    ...(ask !== undefined && { ask }),
    ...(origin.length > 0 && { origins: origin }),
  };
  return [parseDefinition(id, written)];
}

/**
 * Returns a secret that the vendor issued; `-` reads it from standard input, so that it does not end up in the shell
 * history.
 */
async function readSecretOption(option: string | undefined): Promise<string | undefined> {
  const secret = option === '-' ? (await text(process.stdin)).trim() : option;
  if (secret === '' || /\s/.test(secret ?? ''))
    throw new Error('A secret must have at least one character and no blanks.');
  return secret;
}

/** Lists all sources with their deliveries. */
export async function listSources(environment: SourceAccess): Promise<CommandResult> {
  const now = instantOf(Date.now());
  const views = (await listSourceReports(environment)).map((seen) => toSourceView(seen.source, { ...seen, now }));
  return { data: { sources: views }, lines: formatSources(views) };
}

/** Shows one source with its findings and versions. */
export async function showSource(id: string, environment: SourceAccess): Promise<CommandResult> {
  const source = await findSource(id, environment);
  const seen = (await listSourceReports(environment)).find((one) => one.source.id === id);
  const view = toSourceView(source, { findings: [], ...seen, now: instantOf(Date.now()) });
  const versions = (await environment.sources.versions(id)).map(toSourceVersionView);
  return { data: { ...view, versions }, lines: formatSource(view, versions) };
}

/** Sends a test lead through the hook of a source. */
export async function testSource(
  id: string,
  options: { readonly body?: string },
  environment: SourceAccess,
): Promise<CommandResult> {
  const source = await findSource(id, environment);
  const body = options.body === undefined ? undefined : await readJsonFile(options.body);
  const tried = await sendSample(source, environment, body);
  if (tried.status !== 202) process.exitCode = 1;
  return { data: tried, lines: formatTestResult(tried) };
}

async function readJsonFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const read = z.record(z.string(), z.unknown()).safeParse(parseJson(await readFile(file, 'utf8')));
  if (!read.success) throw new Error(`${file} is not a JSON object.`);
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Gives a source a new secret; the previous one stays valid for a while. */
export async function rotateSourceSecret(
  id: string,
  options: { readonly overlap: string; readonly secret?: string },
  environment: SourceAccess,
): Promise<CommandResult> {
  const source = await findSource(id, environment);
  const arn = environment.outputs.SourceSecretsArn;
  const { secret, until } = await replaceSecret(
    { arn, source: id },
    {
      given: await readSecretOption(options.secret),
      overlapSeconds: parseDurationSeconds(options.overlap),
      now: instantOf(Date.now()),
    },
  );
  const hookUrl = hookUrlOf(source, environment.outputs);
  const words = [
    ...formatInstructions(source, hookUrl, secret),
    `The previous secret is valid until ${until}. The new one is not shown again.`,
  ];
  return { data: { id, hookUrl, secret, secretBeforeValidUntil: until }, lines: words };
}

/** Pauses or resumes a source. */
export async function setSourcePaused(id: string, paused: boolean, environment: SourceAccess): Promise<CommandResult> {
  const { outcome, source } = await savePaused(await findSource(id, environment), paused, environment);
  const state = paused ? 'paused: deliveries are stored and become leads when it is resumed' : 'on';
  return { data: { id, outcome, paused, version: source.version }, lines: [`Source ${id}: ${state}`] };
}
