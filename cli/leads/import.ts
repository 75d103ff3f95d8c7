import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { BATON_DIRECTORY } from '../../infra/project-root.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { isImportList } from '../../shared/domain/sources/import-list.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import { signWebhook } from '../../shared/runtime/auth/signatures.ts';
import { type DecodedText, readTextFile } from '../csv/decode-text.ts';
import { findSource, hookUrlOf, openSources } from '../source/environment.ts';
import { readCurrentSecret } from '../source/secrets.ts';
import { parseList } from './list-file.ts';
import { type ListPreview, previewList } from './list-preview.ts';
import { type ImportProgress, type PostChunk, type PostResult, postList, progressNameOf } from './post-list.ts';

interface ListImportOptions {
  readonly env: string;
  readonly source: string;
  /** Names the list; lists with the same name are one list. */
  readonly list?: string;
  readonly apply: boolean;
  readonly say: (line: string) => void;
}

/** The preview of a list, and the result once it is imported. */
export interface ListImportResult {
  readonly list: string;
  /** In which encoding the file was read. */
  readonly encoding: Pick<DecodedText, 'encoding' | 'isGuess'>;
  readonly preview: ListPreview;
  readonly posted?: PostResult;
}

/**
 * Reads a list from a file and, with `apply`, posts it, signed, through the hook of its source. @throws a sentence that
 * says what to do
 */
export async function importList(file: string, options: ListImportOptions): Promise<ListImportResult> {
  const environment = await openSources(options.env);
  const source = await findSource(options.source, environment);
  if (!isImportList(source))
    throw new Error(
      `The source ${source.id} is not a list source: its leads would take precedence over others. Create one: baton source add ${source.id}-list --kind import --pace 15/day/rep --turn separate --env ${options.env}`,
    );
  const { text, ...encoding } = await readTextFile(file);
  const names = parseList(text);
  const preview = await previewList(names, source, (await environment.plans.active())?.plan);
  const list = options.list ?? listNameOf(file);
  if (!options.apply) return { list, encoding, preview };
  const secret = await readCurrentSecret({ arn: environment.outputs.SourceSecretsArn, source: source.id });
  if (secret === undefined)
    throw new Error(
      `The source ${source.id} has no secret. Create one: baton source rotate ${source.id} --env ${options.env}`,
    );
  const posted = await postList(preview.toImport, {
    list,
    post: createPoster(source, { url: hookUrlOf(source, environment.outputs), secret }),
    progress: createProgressFile(
      join(BATON_DIRECTORY, 'imports', options.env, progressNameOf(list, preview.toImport, source)),
    ),
    say: (done, of) => options.say(`${done} of ${of} posted`),
  });
  return { list, encoding, preview, posted };
}

/** Returns the list name for a file, `expo-2026` for `lists/Expo 2026.csv`; it becomes part of ids. */
function listNameOf(file: string): string {
  const name = basename(file, extname(file)).toLowerCase();
  return (
    name
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'list'
  );
}

function createPoster(source: Source, { url, secret }: { readonly url: string; readonly secret: string }): PostChunk {
  return async (body, id) => {
    const signed = signWebhook(secret, { id, at: instantOf(Date.now()), body });
    const headers = { 'content-type': 'application/json', ...signed };
    const answer = await fetch(url, { method: 'POST', headers, body });
    return { status: answer.status, body: await answer.json().catch(() => ({ source: source.id })) };
  };
}

function createProgressFile(file: string): ImportProgress {
  return {
    read: async () => Number(await readFile(file, 'utf8').catch(() => '0')) || 0,
    write: async (rows) => {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, `${rows}\n`);
    },
  };
}
