import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findPython, MissingPrerequisiteError, PYTHON_MISSING_MESSAGE } from '../../../infra/local/python.ts';

describe('finding Python', () => {
  it('says in one sentence what to install when there is none', async () => {
    await expect(findPython(['no-such-python', 'false'])).rejects.toThrow(
      new MissingPrerequisiteError(PYTHON_MISSING_MESSAGE),
    );
    expect(PYTHON_MISSING_MESSAGE).toMatch(/Python 3\.10.*venv/);
    expect(PYTHON_MISSING_MESSAGE.split('\n')).toHaveLength(1);
  });

  it('uses only the named one, and says so when it is unsuitable', async () => {
    await expect(findPython(['false'], 'true')).resolves.toBe('true');
    await expect(findPython(['true'], '/opt/python/bin/python3')).rejects.toThrow(
      'BATON_PYTHON names /opt/python/bin/python3, which is not Python 3.10 or newer with venv',
    );
  });

  it('uses the first suitable one', async () => {
    await expect(findPython(['no-such-python', 'true', 'python3'])).resolves.toBe('true');
  });
});

/** Returns the packages that a requirements file names, each with its version and hashes on one line. */
function packagesIn(file: string): readonly string[] {
  const requirements = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  return requirements
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => /^[a-z]/.test(line));
}

describe.each([
  'infra/local/requirements.txt',
  'test/infra/templates/requirements.txt',
  'test/support/second-judge/requirements.txt',
])('the packages of %s', (file) => {
  it('are pinned by version and file hash', () => {
    expect(packagesIn(file).length).toBeGreaterThan(10);
    for (const entry of packagesIn(file)) expect(entry).toMatch(/^[\w-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}/);
  });

  it('include PyYAML for all supported Python versions and platforms', () => {
    const yaml = packagesIn(file).find((entry) => entry.startsWith('pyyaml=='));
    expect(yaml?.match(/--hash/g)?.length).toBeGreaterThan(30);
  });
});
