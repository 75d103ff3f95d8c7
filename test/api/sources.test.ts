import { expect, it } from 'vitest';
import { getSource, sourceView, versionView } from '../../shared/api/sources.ts';
import { MONDAY, minutes } from '../support/builders/moment.ts';
import { aSource } from '../support/builders/source.ts';

const SOURCE = aSource({
  kind: 'import',
  fields: { q1: 'employees' },
  values: { employees: { SMB: '1-99' } },
  silentSeconds: 3600,
  pace: { perRepPerDay: 15 },
  separateTurn: true,
  paused: true,
});

it('shows a complete definition without its key and secrets', () => {
  const view = { ...sourceView(SOURCE, { findings: [], now: MONDAY }), versions: [versionView(SOURCE)] };
  const { key, ...shown } = SOURCE;
  expect(getSource.replies[200].parse(view)).toMatchObject(shown);
  const { id, createdAt, ...version } = shown;
  expect(view.versions).toEqual([version]);
  expect(JSON.stringify(view)).not.toContain(key);
});

it('merges values that are not shown', () => {
  const hidden = { kind: 'unknown', name: 'country', count: 1, firstAt: minutes(3), lastAt: minutes(3) } as const;
  const shown = { ...hidden, about: 'Atlantis', count: 2 };
  const findings = [shown, hidden, { ...hidden, firstAt: minutes(1) }, { ...hidden, lastAt: minutes(9) }];
  expect(sourceView(SOURCE, { findings, now: MONDAY }).unknown).toEqual([
    { name: 'country', count: 3, firstAt: minutes(1), lastAt: minutes(9) },
    { name: 'country', about: 'Atlantis', count: 2, firstAt: minutes(3), lastAt: minutes(3) },
  ]);
});
