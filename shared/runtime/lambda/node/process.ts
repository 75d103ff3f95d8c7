/** Stands for `node:process` in the function bundles, whose import as an ES module would open the standard input. */
export const { env, versions } = process;
