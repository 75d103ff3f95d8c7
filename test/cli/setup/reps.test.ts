import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../../../cli/api-client.ts';
import { saveReps } from '../../../cli/setup/reps.ts';

const example = (name: string) => fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));

/** An API that accepts everything, and records its calls. */
function taking(): { readonly api: ApiClient; readonly calls: string[] } {
  const calls: string[] = [];
  const api: ApiClient = {
    url: 'https://api.example',
    call: async (method, path, { reply }) => {
      calls.push(`${method} ${path}`);
      return reply.parse({});
    },
  };
  return { api, calls };
}

describe('keepReps', () => {
  it('saves each rep of a file under their id', async () => {
    const { api, calls } = taking();
    const said: string[] = [];
    await saveReps({ api, file: example('reps.yaml'), say: (line) => said.push(line) });
    expect(calls).toContain('PUT /v1/reps/mia.keller');
    expect(said).toEqual([`Reps: ${calls.length} saved`]);
  });

  it('names the file that holds no reps, and saves nothing', async () => {
    const { api, calls } = taking();
    const file = example('plan.yaml');
    await expect(saveReps({ api, file, say: () => undefined })).rejects.toThrow(`${file} is not a file of reps`);
    expect(calls).toEqual([]);
  });
});
