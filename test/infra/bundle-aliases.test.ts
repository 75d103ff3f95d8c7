import nodeCrypto, { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { startStubServices } from '../../bench/cold-start/stub-services.ts';
import { laterAliasesOf } from '../../infra/constructs/bundle-aliases.ts';
import { BUNDLING, bundleFunction } from '../../infra/constructs/function-code.ts';
import { PROJECT_ROOT } from '../../infra/project-root.ts';
import { localDayAt } from '../../shared/domain/business-hours/zone-clock.ts';
import { registrableDomainOf } from '../../shared/domain/enrichment/email.ts';
import { readPhone } from '../../shared/domain/enrichment/phone.ts';
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

describe('packages that a bundle loads later', () => {
  const entry = join(outdir, 'entry.ts');
  writeFileSync(
    entry,
    `export { localDayAt } from '${PROJECT_ROOT}/shared/domain/business-hours/zone-clock.ts';
     export { registrableDomainOf } from '${PROJECT_ROOT}/shared/domain/enrichment/email.ts';
     export { readPhone } from '${PROJECT_ROOT}/shared/domain/enrichment/phone.ts';`,
  );

  it('do the same from their files', async () => {
    const directory = mkdtempSync(join(outdir, 'later-'));
    bundleFunction('manage-erasures', entry, { outdir: directory });
    const bundled = await import(/* @vite-ignore */ join(directory, 'index.mjs'));
    const later = ['libphonenumber-js.cjs', 'temporal-polyfill.cjs', 'tldts.cjs'];
    expect(readdirSync(directory).filter((file) => file.endsWith('.cjs'))).toEqual(later);
    const at = Date.UTC(2026, 2, 29, 23, 30);
    expect(bundled.localDayAt('Europe/Berlin', at)).toBe(localDayAt('Europe/Berlin', at));
    expect(() => bundled.localDayAt('Nowhere/Else', at)).toThrow(RangeError);
    for (const host of ['mail.eu.acme.co.uk', 'acme.github.io', 'com'])
      expect(bundled.registrableDomainOf(host)).toBe(registrableDomainOf(host));
    for (const [text, country] of [['030 23125123', 'DE'], ['+49 30 23125123'], ['030 23125123', 'XX'], ['1', 'DE']])
      expect(bundled.readPhone(text, country)).toEqual(readPhone(text ?? '', country));
  });

  it('do the same where a library makes what stands for Temporal the global one', async () => {
    const directory = mkdtempSync(join(outdir, 'global-'));
    const file = join(directory, 'entry.ts');
    writeFileSync(
      file,
      `import { Temporal } from 'temporal-polyfill';
       globalThis.Temporal = Temporal;
       export { localDayAt } from '${PROJECT_ROOT}/shared/domain/business-hours/zone-clock.ts';`,
    );
    bundleFunction('refresh-calendars', file, { outdir: directory });
    try {
      const { localDayAt: bundled } = await import(/* @vite-ignore */ join(directory, 'index.mjs'));
      expect(bundled('Europe/Berlin', 0)).toBe(localDayAt('Europe/Berlin', 0));
    } finally {
      Reflect.deleteProperty(globalThis, 'Temporal');
    }
  });

  it('are loaded at start where nearly every call needs them', () => {
    expect(Object.keys(laterAliasesOf('receive-lead'))).not.toContain('tldts');
    expect(Object.keys(laterAliasesOf('assign-leads'))).not.toContain('temporal-polyfill');
    const outputs = bundleFunction('enrich-lead', entry, { outdir: 'nowhere', write: false });
    expect(Object.keys(outputs).filter((path) => path.endsWith('tldts.cjs'))).toEqual([]);
  });
});
