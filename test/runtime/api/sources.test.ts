import { expect, it } from 'vitest';
import { getSource, sourceView, versionView } from '../../../shared/runtime/api/sources.ts';
import { MONDAY } from '../../builders/moment.ts';
import { aSource } from '../../builders/source.ts';

const SOURCE = aSource({
  kind: 'import',
  fields: { q1: 'employees' },
  values: { employees: { SMB: '1-99' } },
  silentSeconds: 3600,
  pace: { perRepPerDay: 15 },
  separateTurn: true,
  paused: true,
});

it('shows all of a definition, and neither its key nor a secret', () => {
  const view = { ...sourceView(SOURCE, { findings: [], now: MONDAY }), versions: [versionView(SOURCE)] };
  const { key, ...shown } = SOURCE;
  expect(getSource.replies[200].parse(view)).toMatchObject(shown);
  const { id, createdAt, ...version } = shown;
  expect(view.versions).toEqual([version]);
  expect(JSON.stringify(view)).not.toContain(key);
});
