import { expect, it } from 'vitest';
import config from '../../vitest.config.ts';

it('gives test projects that run at the same time equally many workers, without which vitest refuses to start', () => {
  const workers = new Map<number, Set<unknown>>();
  for (const project of config.test?.projects ?? []) {
    if (typeof project !== 'object' || !('test' in project)) throw new Error('expected a project written in place');
    const { sequence, fileParallelism, maxWorkers } = project.test ?? {};
    const group = sequence?.groupOrder ?? 0;
    // Without a number of its own, a project has as many as the machine has cores, less one.
    const number = fileParallelism === false ? 1 : (maxWorkers ?? 'all cores but one');
    workers.set(group, (workers.get(group) ?? new Set()).add(number));
  }
  expect(workers.size).toBeGreaterThan(1);
  for (const [group, numbers] of workers) expect([...numbers], `group ${group}`).toHaveLength(1);
});
