import { expect, it } from 'vitest';
import { formatFindings, nextStep, parseMoment } from '../../../cli/restore/command.ts';

it('takes a moment to the second in UTC, and says so of anything else', () => {
  expect(parseMoment(' 2026-11-26T09:00:00Z')).toBe('2026-11-26T09:00:00Z');
  expect(parseMoment('2026-11-26T09:00:00.000Z')).toBe('2026-11-26T09:00:00Z');
  for (const text of ['yesterday', '2026-11-26 09:00', '2026-11-26T09:00:00+01:00', '2026-11-26T09:00:00.250Z'])
    expect(() => parseMoment(text), text).toThrow('2026-11-26T09:00:00Z');
});

it('marks what is fine and what is not', () => {
  expect(
    formatFindings([
      { isFine: true, text: 'Leads: 3 assigned' },
      { isFine: false, text: '1 persons' },
    ]),
  ).toBe('✓ Leads: 3 assigned\n✗ 1 persons');
});

it('says what to enter, to deploy and to run next', () => {
  const text = nextStep('2026-11-26T09:00:00Z', 'prod');
  expect(text).toContain("restoredTo: '2026-11-26T09:00:00Z',");
  expect(text).toContain('npx cdk deploy -c env=prod --import-existing-resources');
  expect(text).toContain('npm run baton -- restore finish --env prod');
});
