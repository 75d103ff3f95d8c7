import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS, environmentNamed } from '../../infra/environments.ts';

describe('environments', () => {
  it('are found by name', () => {
    expect(environmentNamed('staging')).toBe(ENVIRONMENTS.staging);
  });

  it('lists the valid names when the name is unknown', () => {
    expect(() => environmentNamed('production')).toThrow(
      'no environment "production": use -c env=local|dev|staging|prod',
    );
    expect(() => environmentNamed('toString')).toThrow('no environment');
  });

  it('keep the data of real leads', () => {
    expect(ENVIRONMENTS.staging.keepData && ENVIRONMENTS.prod.keepData).toBe(true);
    expect(ENVIRONMENTS.local.keepData).toBe(false);
  });
});
