import { describe, expect, it } from 'vitest';
import { ENV_VARIABLES, type EnvName, readEnv, readEnvFrom } from '../../shared/runtime/env.ts';

describe('readEnv', () => {
  it('returns exactly the requested variables', () => {
    const env = readEnvFrom({ LEADS_TABLE: 'leads', REPS_TABLE: 'reps' }, ['LEADS_TABLE']);
    expect(env).toEqual({ LEADS_TABLE: 'leads' });
  });

  it('names all missing variables at once, with their descriptions', () => {
    const read = () =>
      readEnvFrom({ LEADS_TABLE: 'leads', EVENT_BUS: '' }, ['LEADS_TABLE', 'EVENT_BUS', 'BODIES_BUCKET']);
    expect(read).toThrow(
      'Not set: EVENT_BUS (name of the event bus), BODIES_BUCKET (name of the bucket for large raw bodies)',
    );
  });

  it('reads the environment of the process', () => {
    expect(() => readEnv('FOLLOW_UP_MACHINE_ARN')).toThrow('FOLLOW_UP_MACHINE_ARN');
  });

  it('uses valid variable names as keys, so that the stack can set them', () => {
    const names = Object.keys(ENV_VARIABLES) as EnvName[];
    expect(names.every((name) => /^[A-Z][A-Z_]+$/.test(name))).toBe(true);
    expect(names).toContain('SOURCE_SECRETS_ARN');
  });
});
