/*
 * Stands for globals of Node in the function bundles, which load much when they are first named. The SDK names both when
 * it is loaded, in case it runs in a browser.
 */

/** Without the Web Crypto API, which no function uses. */
export const crypto = process.getBuiltinModule('node:crypto');

/** Lambda has streams of Node only: what the SDK builds on streams of the web stays unbuilt. */
export const ReadableStream = undefined;
