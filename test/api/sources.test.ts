import { expect, it } from 'vitest';
import { sourceRoutes, toSourceVersionView, toSourceView } from '../../shared/api/sources.ts';
import { MONDAY, minutesAfterMonday } from '../support/builders/moment.ts';
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
  const view = { ...toSourceView(SOURCE, { findings: [], now: MONDAY }), versions: [toSourceVersionView(SOURCE)] };
  const { key, ...shown } = SOURCE;
  expect(sourceRoutes.getSource.replies[200].parse(view)).toMatchObject(shown);
  const { id, createdAt, ...version } = shown;
  expect(view.versions).toEqual([version]);
  expect(JSON.stringify(view)).not.toContain(key);
});

it('merges values that are not shown', () => {
  const hidden = {
    kind: 'unknown',
    name: 'country',
    count: 1,
    firstAt: minutesAfterMonday(3),
    lastAt: minutesAfterMonday(3),
  } as const;
  const shown = { ...hidden, about: 'Atlantis', count: 2 };
  const findings = [
    shown,
    hidden,
    { ...hidden, firstAt: minutesAfterMonday(1) },
    { ...hidden, lastAt: minutesAfterMonday(9) },
  ];
  expect(toSourceView(SOURCE, { findings, now: MONDAY }).unknown).toEqual([
    { name: 'country', count: 3, firstAt: minutesAfterMonday(1), lastAt: minutesAfterMonday(9) },
    { name: 'country', about: 'Atlantis', count: 2, firstAt: minutesAfterMonday(3), lastAt: minutesAfterMonday(3) },
  ]);
});
