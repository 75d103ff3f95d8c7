import nodeCrypto, { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { startStubServices } from '../../bench/cold-start/stub-services.ts';
import { BUNDLING } from '../../infra/constructs/function-code.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import * as cryptoAlias from '../../shared/runtime/lambda/node/crypto.ts';
import * as fsAlias from '../../shared/runtime/lambda/node/fs.ts';
import { readFile } from '../../shared/runtime/lambda/node/no-files.ts';
import * as processAlias from '../../shared/runtime/lambda/node/process.ts';
import * as zlibAlias from '../../shared/runtime/lambda/node/zlib.ts';

const outdir = mkdtempSync(join(tmpdir(), 'baton-aliases-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** Bundles this text as a function is bundled. @returns the file, in a directory of its own */
function bundle(contents: string): string {
  const directory = mkdtempSync(join(outdir, 'bundle-'));
  const stdin = { contents, resolveDir: PROJECT_ROOT };
  buildSync({ ...BUNDLING, outdir: directory, logLevel: 'silent', sourcemap: false, stdin });
  return join(directory, 'stdin.mjs');
}

describe('what stands for modules of Node in the bundles', () => {
  it('does what the modules do', async () => {
    const packed = zlibAlias.gzipSync(Buffer.from('lead'));
    expect(zlibAlias.gunzipSync(packed).toString()).toBe('lead');
    expect(zlibAlias.inflateRawSync(zlibAlias.deflateRawSync(Buffer.from('lead'))).toString()).toBe('lead');
    expect(await new Promise((done) => zlibAlias.gzip('lead', (_, result) => done(result)))).toEqual(packed);
    expect(Buffer.concat(await zlibAlias.createGzip().end('lead').toArray())).toEqual(packed);
    expect(zlibAlias.crc32('lead', 7)).toBe(crc32('lead', 7));
    await expect(readFile()).rejects.toMatchObject({ code: 'ENOENT' });
    expect(new Set(cryptoAlias.getRandomValues(new Uint8Array(64))).size).toBeGreaterThan(16);
    expect(cryptoAlias.createHash('sha256').digest('hex')).toBe(createHash('sha256').digest('hex'));
    expect(processAlias.env).toBe(process.env);
    expect(processAlias.versions).toBe(process.versions);
  });

  it('knows streams of files, and no streams of the web', async () => {
    const stream = fsAlias.createReadStream(import.meta.filename);
    expect(stream).toBeInstanceOf(fsAlias.ReadStream);
    expect(Readable.from([])).not.toBeInstanceOf(fsAlias.ReadStream);
    stream.destroy();
    const named = await import(/* @vite-ignore */ bundle('export const named = [typeof ReadableStream, crypto];'));
    expect(named.named).toEqual(['undefined', nodeCrypto]);
  });

  it('fails the bundling when something begins to use more of a module', () => {
    expect(() => bundle('export { brotliCompressSync } from "node:zlib";')).toThrow('No matching export');
  });
});

it('a bundled client of DynamoDB reads and writes without endpoint discovery', async () => {
  const file = bundle(`
    import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
    export async function writeAndRead(options, item) {
      const client = new DynamoDBClient(options);
      await client.send(new PutItemCommand({ TableName: 'table', Item: item }));
      return (await client.send(new GetItemCommand({ TableName: 'table', Key: item }))).Item;
    }`);
  const services = await startStubServices({});
  try {
    const { writeAndRead } = await import(/* @vite-ignore */ file);
    const options = {
      endpoint: services.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    };
    const item = { pk: { S: 'lead' }, sk: { S: 'state' } };
    expect(await writeAndRead(options, item)).toEqual(item);
  } finally {
    services.close();
  }
});
