import type * as Zlib from 'node:zlib';

/*
 * Stands for `node:zlib` in the function bundles: most calls compress nothing, and only the client of S3 computes the
 * checksum that every client brings. The module is loaded by the first call.
 */
const zlib = (): typeof Zlib => process.getBuiltinModule('node:zlib');

export const crc32: typeof Zlib.crc32 = (...args) => zlib().crc32(...args);
export const createGzip: typeof Zlib.createGzip = (...args) => zlib().createGzip(...args);
export const deflateRawSync: typeof Zlib.deflateRawSync = (...args) => zlib().deflateRawSync(...args);
export const gunzipSync: typeof Zlib.gunzipSync = (...args) => zlib().gunzipSync(...args);
export const gzip = ((...args: Parameters<typeof Zlib.gzip>) => zlib().gzip(...args)) as typeof Zlib.gzip;
export const gzipSync: typeof Zlib.gzipSync = (...args) => zlib().gzipSync(...args);
export const inflateRawSync: typeof Zlib.inflateRawSync = (...args) => zlib().inflateRawSync(...args);
