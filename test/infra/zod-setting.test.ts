import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import { BUNDLING } from '../../infra/constructs/function-code.ts';

const CODE = "import * as z from 'zod'; export const { jitless } = z.config();";

it('has zod in a bundle compile no code', async () => {
  const { outputFiles } = buildSync({
    ...BUNDLING,
    sourcemap: false,
    write: false,
    outdir: 'nowhere',
    stdin: { contents: CODE, resolveDir: import.meta.dirname },
  });
  const text = outputFiles[0]?.text.replaceAll('import.meta.url', '"file:///bundle.mjs"') ?? '';
  const bundle: { readonly jitless?: boolean } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  expect(bundle.jitless).toBe(true);
});
