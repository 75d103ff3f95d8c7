import type * as Fs from 'node:fs';

/*
 * Stands for `node:fs` in the function bundles, whose import as an ES module would load streams of files and
 * `fs/promises`. Both are loaded when they are first needed.
 */
const fs: typeof Fs = process.getBuiltinModule('node:fs');

export const { fstatSync, lstatSync, readFileSync } = fs;

export const createReadStream: typeof Fs.createReadStream = (...args) => fs.createReadStream(...args);

/** The SDK asks whether a body is one. */
export const ReadStream = {
  [Symbol.hasInstance]: (body: unknown): boolean => body instanceof fs.ReadStream,
};

// biome-ignore lint/style/noDefaultExport: the module has one.
export default fs;
