import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { BATON_DIRECTORY } from '../../infra/project-root.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import { isList } from '../../shared/domain/sources/import-list.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import { signWebhook } from '../../shared/runtime/auth/signatures.ts';
import { hookUrlOf, sourceNamed, sourcesOfEnvironment } from '../source/environment.ts';
import { newestSecret } from '../source/secrets.ts';
import { readList } from './list-file.ts';
import { type ListPreview, previewList } from './list-preview.ts';
import { importName, type PostChunk, type Posted, type Progress, postList } from './post-list.ts';

interface ImportOptions {
  readonly env: string;
  readonly source: string;
  /** Names the list; lists with the same name are one list. */
  readonly list?: string;
  readonly apply: boolean;
  readonly say: (line: string) => void;
}

/** The preview of a list, and the result once it is imported. */
export interface Imported {
  readonly list: string;
  readonly preview: ListPreview;
  readonly posted?: Posted;
}

/**
 * Reads a list from a file and, with `apply`, posts it, signed, through the hook of its source. @throws a sentence that
 * says what to do
 */
export async function importList(file: string, options: ImportOptions): Promise<Imported> {
  const environment = await sourcesOfEnvironment(options.env);
  const source = await sourceNamed(options.source, environment);
  if (!isList(source))
    throw new Error(
      `The source ${source.id} is not a list source: its leads would take precedence over others. Create one: baton source add ${source.id}-list --kind import --pace 15/day/rep --turn separate --env ${options.env}`,
    );
  const names = readList(await readFile(file, 'utf8'));
  const preview = await previewList(names, source, (await environment.plans.active())?.plan);
  const list = options.list ?? listNameOf(file);
  if (!options.apply) return { list, preview };
  const secret = await newestSecret({ arn: environment.outputs.SourceSecretsArn, source: source.id });
  if (secret === undefined)
    throw new Error(
      `The source ${source.id} has no secret. Create one: baton source rotate ${source.id} --env ${options.env}`,
    );
  const posted = await postList(preview.wanted, {
    list,
    post: postTo(source, { url: hookUrlOf(source, environment.outputs), secret }),
    progress: progressIn(join(BATON_DIRECTORY, 'imports', options.env, importName(list, preview.wanted, source))),
    say: (done, of) => options.say(`${done} of ${of} posted`),
  });
  return { list, preview, posted };
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

function postTo(source: Source, { url, secret }: { readonly url: string; readonly secret: string }): PostChunk {
  return async (body, id) => {
    const signed = signWebhook(secret, { id, at: instantOf(Date.now()), body });
    const headers = { 'content-type': 'application/json', ...signed };
    const answer = await fetch(url, { method: 'POST', headers, body });
    return { status: answer.status, body: await answer.json().catch(() => ({ source: source.id })) };
  };
}

function progressIn(file: string): Progress {
  return {
    read: async () => Number(await readFile(file, 'utf8').catch(() => '0')) || 0,
    write: async (rows) => {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, `${rows}\n`);
    },
  };
}
