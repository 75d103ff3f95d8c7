import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findPython, MissingPrerequisite, PYTHON_IS_MISSING } from '../../../infra/local/python.ts';

describe('finding Python', () => {
  it('says in one sentence what to install when there is none', async () => {
    await expect(findPython(['no-such-python', 'false'])).rejects.toThrow(new MissingPrerequisite(PYTHON_IS_MISSING));
    expect(PYTHON_IS_MISSING).toMatch(/Python 3\.10.*venv/);
    expect(PYTHON_IS_MISSING.split('\n')).toHaveLength(1);
  });

  it('takes the one that is named and no other, and says so when it will not do', async () => {
    await expect(findPython(['false'], 'true')).resolves.toBe('true');
    await expect(findPython(['true'], '/opt/python/bin/python3')).rejects.toThrow(
      'BATON_PYTHON names /opt/python/bin/python3, which is not Python 3.10 or newer with venv',
    );
  });

  it('takes the first that will do', async () => {
    await expect(findPython(['no-such-python', 'true', 'python3'])).resolves.toBe('true');
  });
});

/** The packages that a requirements file names, each with its version and hashes on one line. */
function packagesIn(file: string): readonly string[] {
  const requirements = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  return requirements
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => /^[a-z]/.test(line));
}

describe.each(['infra/local/requirements.txt', 'test/infra/templates/requirements.txt'])('what %s installs', (file) => {
  it('is pinned to a version and to the hashes of its files', () => {
    expect(packagesIn(file).length).toBeGreaterThan(10);
    for (const entry of packagesIn(file)) expect(entry).toMatch(/^[\w-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}/);
  });

  it('has PyYAML for the Pythons and machines that are promised', () => {
    const yaml = packagesIn(file).find((entry) => entry.startsWith('pyyaml=='));
    expect(yaml?.match(/--hash/g)?.length).toBeGreaterThan(30);
  });
});
