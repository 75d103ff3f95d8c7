import { expect, inject, it } from 'vitest';
import { runBaton } from './baton-command.ts';

const { outputs } = inject('deployed');

async function ask(key: string) {
  const answer = await fetch(`${outputs.ApiUrl}/v1/reps/fay.brook`, { headers: { authorization: `Bearer ${key}` } });
  return { status: answer.status, body: (await answer.json()) as { readonly detail?: string } };
}

it('a key made by the CLI opens the API for its person until it is revoked, and is listed without its secret', async () => {
  const said = await runBaton(
    'key',
    'create',
    ...['--role', 'rep', '--person', 'fay.brook', '--expires', '1d', '--name', 'e2e'],
  );
  const key = said.trim().split('\n').at(-1) ?? '';
  const [, id = ''] = /^Key ([0-9a-f]{16}): created/.exec(said) ?? [];
  expect((await ask(key)).status).toBe(200);
  const listed = await runBaton('key', 'list');
  expect(listed).toMatch(new RegExp(`${id} +rep +fay\\.brook +e2e .* valid`));
  expect(listed).not.toContain(key.slice(-43));
  await runBaton('key', 'revoke', id);
  expect(await ask(key)).toMatchObject({ status: 401, body: { detail: 'This key has been revoked.' } });
});
