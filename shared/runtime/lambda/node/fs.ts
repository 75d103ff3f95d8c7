/** Stands for `node:fs` in the function bundles, whose import as an ES module would load `fs/promises` too. */
const fs = process.getBuiltinModule('node:fs');

export const { createReadStream, fstatSync, lstatSync, ReadStream, readFileSync } = fs;
// biome-ignore lint/style/noDefaultExport: the module has one.
export default fs;
