import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { synthesise } from './synthesised.ts';

const functionsFolder = new URL('../../functions/', import.meta.url);
const names = readdirSync(functionsFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('/handler.ts'))
  .map((path) => path.replace('/handler.ts', ''));
const deployed = Object.entries(synthesise('prod').resources('AWS::Lambda::Function'));

/** Returns the environment variables of a function, by its folder name: `take-due-step` is `…TakeDueStep…`. */
function variablesOf(name: string): Readonly<Record<string, string>> {
  const construct =
    name === 'sweep' ? 'SweepFunction' : name.replaceAll(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase());
  const found = deployed.find(([id]) => id.includes(construct));
  if (!found) throw new Error(`no function for ${name}`);
  const { Variables } = found[1].Properties.Environment as { readonly Variables: Readonly<Record<string, unknown>> };
  return Object.fromEntries(
    Object.entries(Variables).map(([key, value]) => [key, typeof value === 'string' ? value : `deployed-${key}`]),
  );
}

describe('a cold start', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  it.each(names)('of %s finds all its settings', async (name) => {
    // Set by Lambda itself.
    vi.stubEnv('AWS_REGION', 'us-east-1').stubEnv('AWS_LAMBDA_FUNCTION_VERSION', '7');
    for (const [key, value] of Object.entries(variablesOf(name))) vi.stubEnv(key, value);
    const { handler } = await import(new URL(`${name}/handler.ts`, functionsFolder).href);
    expect(handler).toBeTypeOf('function');
  });
});
