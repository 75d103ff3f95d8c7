import { expect, it } from 'vitest';
import { lazyValue } from '../../shared/domain/lazy-value.ts';

it('computes its value when it is first asked for, and once', () => {
  const asked: number[] = [];
  const value = lazyValue(() => asked.push(1));
  expect(asked).toEqual([]);
  expect([value(), value()]).toEqual([1, 1]);
  expect(asked).toEqual([1]);
});

it('keeps undefined too', () => {
  let times = 0;
  const value = lazyValue(() => {
    times += 1;
    return undefined;
  });
  value();
  value();
  expect(times).toBe(1);
});
