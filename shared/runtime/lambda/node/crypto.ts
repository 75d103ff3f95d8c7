/** Stands for `node:crypto` in the function bundles, whose import as an ES module would load the Web Crypto API too. */
const crypto = process.getBuiltinModule('node:crypto');

export const { createHash, createHmac, createSign, randomInt, randomUUID, timingSafeEqual } = crypto;

/** A part of the Web Crypto API: loaded by the first call. */
export const getRandomValues: typeof crypto.getRandomValues = (bytes) => crypto.getRandomValues(bytes);

// biome-ignore lint/style/noDefaultExport: the module has one.
export default crypto;
