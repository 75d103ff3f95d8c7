import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { sourceView, versionView } from '../../shared/api/sources.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { durationSeconds } from '../../shared/domain/plan/file/duration.ts';
import { seeSources } from '../../shared/use-cases/intake/list-sources.ts';
import { definitionOf, definitionsIn, fieldsFrom, type SourceDefinition, valuesFrom } from './definition.ts';
import { hookUrlOf, type SourcesOfEnvironment, sourceNamed } from './environment.ts';
import { instructions } from './instructions.ts';
import { keepDefinition, pauseSource } from './keep-source.ts';
import { replaceSecret } from './secrets.ts';
import { listWords, showWords, triedWords } from './source-text.ts';
import { trySource } from './try-source.ts';

/** The result of a command: as data, and as text for people. */
export interface Done {
  readonly data: unknown;
  readonly words: readonly string[];
}

export interface AddOptions {
  readonly from?: string;
  readonly kind: string;
  readonly touch: string;
  readonly field: readonly string[];
  readonly value: readonly string[];
  readonly silentAfter?: string;
  readonly pace?: string;
  readonly turn?: string;
  readonly secret?: string;
}

/** Creates or changes one source from the options, or all sources of a file. */
export async function addSources(
  id: string | undefined,
  options: AddOptions,
  environment: SourcesOfEnvironment,
): Promise<Done> {
  const definitions = await wanted(id, options);
  const secret = await givenSecret(options.secret);
  const kept = [];
  // Sequential: all secrets are in one document, which is written as a whole.
  for (const definition of definitions) kept.push(await keepDefinition(definition, environment, { secret }));
  const data = kept.map(({ outcome, source, secret }) => {
    const { key: _, ...shown } = source;
    return { outcome, ...shown, hookUrl: hookUrlOf(source, environment.outputs), ...(secret && { secret }) };
  });
  const words = kept.flatMap(({ outcome, source, secret }) => [
    `Source ${source.id}: ${outcome} (version ${source.version})`,
    ...(secret ? instructions(source.kind, hookUrlOf(source, environment.outputs), secret) : []),
    ...(secret ? ['The secret is not shown again.', ''] : []),
  ]);
  return { data, words };
}

async function wanted(id: string | undefined, options: AddOptions): Promise<readonly SourceDefinition[]> {
  const { from, kind, touch, field, value, silentAfter, pace, turn } = options;
  if (from !== undefined) {
    if (options.secret !== undefined)
      throw new Error('One secret cannot apply to all sources of a file: rotate them one by one.');
    const all = await definitionsIn(from);
    return id === undefined ? all : all.filter((one) => one.id === id);
  }
  if (id === undefined) throw new Error('Give the source, or a file of sources with --from.');
  const written = {
    kind,
    touch,
    ...(field.length > 0 && { fields: fieldsFrom(field) }),
    ...(value.length > 0 && { values: valuesFrom(value) }),
    ...(silentAfter !== undefined && { silent_after: silentAfter }),
    ...(pace !== undefined && { pace }),
    ...(turn !== undefined && { turn }),
  };
  return [definitionOf(id, written)];
}

/**
 * Returns a secret that the vendor issued; `-` reads it from standard input, so that it does not end up in the shell
 * history.
 */
async function givenSecret(option: string | undefined): Promise<string | undefined> {
  const secret = option === '-' ? (await text(process.stdin)).trim() : option;
  if (secret === '' || /\s/.test(secret ?? ''))
    throw new Error('A secret must have at least one character and no blanks.');
  return secret;
}

/** Lists all sources with their deliveries. */
export async function listSources(environment: SourcesOfEnvironment): Promise<Done> {
  const now = instantOf(Date.now());
  const views = (await seeSources(environment)).map((seen) => sourceView(seen.source, { ...seen, now }));
  return { data: { sources: views }, words: listWords(views) };
}

/** Shows one source with its findings and versions. */
export async function showSource(id: string, environment: SourcesOfEnvironment): Promise<Done> {
  const source = await sourceNamed(id, environment);
  const seen = (await seeSources(environment)).find((one) => one.source.id === id);
  const view = sourceView(source, { findings: [], ...seen, now: instantOf(Date.now()) });
  const versions = (await environment.sources.versions(id)).map(versionView);
  return { data: { ...view, versions }, words: showWords(view, versions) };
}

/** Sends a test lead through the hook of a source. */
export async function testSource(
  id: string,
  options: { readonly body?: string },
  environment: SourcesOfEnvironment,
): Promise<Done> {
  const source = await sourceNamed(id, environment);
  const body = options.body === undefined ? undefined : await bodyIn(options.body);
  const tried = await trySource(source, environment, body);
  if (tried.status !== 202) process.exitCode = 1;
  return { data: tried, words: triedWords(tried) };
}

async function bodyIn(file: string): Promise<Readonly<Record<string, unknown>>> {
  const read = z.record(z.string(), z.unknown()).safeParse(jsonOrNothing(await readFile(file, 'utf8')));
  if (!read.success) throw new Error(`${file} is not a JSON object.`);
  return read.data;
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Gives a source a new secret; the previous one stays valid for a while. */
export async function rotateSecret(
  id: string,
  options: { readonly overlap: string; readonly secret?: string },
  environment: SourcesOfEnvironment,
): Promise<Done> {
  const source = await sourceNamed(id, environment);
  const arn = environment.outputs.SourceSecretsArn;
  const { secret, until } = await replaceSecret(
    { arn, source: id },
    {
      given: await givenSecret(options.secret),
      overlapSeconds: durationSeconds(options.overlap),
      now: instantOf(Date.now()),
    },
  );
  const hookUrl = hookUrlOf(source, environment.outputs);
  const words = [
    ...instructions(source.kind, hookUrl, secret),
    `The previous secret is valid until ${until}. The new one is not shown again.`,
  ];
  return { data: { id, hookUrl, secret, secretBeforeValidUntil: until }, words };
}

/** Pauses or resumes a source. */
export async function setPaused(id: string, paused: boolean, environment: SourcesOfEnvironment): Promise<Done> {
  const { outcome, source } = await pauseSource(await sourceNamed(id, environment), paused, environment);
  const state = paused ? 'paused: deliveries are stored and become leads when it is resumed' : 'on';
  return { data: { id, outcome, paused, version: source.version }, words: [`Source ${id}: ${state}`] };
}
