import { describe, expect, it } from 'vitest';
import { ENV, type EnvName, readEnv, readEnvFrom } from '../../shared/runtime/env.ts';

describe('readEnv', () => {
  it('gives exactly the variables asked for', () => {
    const env = readEnvFrom({ LEADS_TABLE: 'leads', REPS_TABLE: 'reps' }, ['LEADS_TABLE']);
    expect(env).toEqual({ LEADS_TABLE: 'leads' });
  });

  it('names everything that is missing at once, with what it should hold', () => {
    const read = () =>
      readEnvFrom({ LEADS_TABLE: 'leads', EVENT_BUS: '' }, ['LEADS_TABLE', 'EVENT_BUS', 'BODIES_BUCKET']);
    expect(read).toThrow(
      'Not set: EVENT_BUS (name of the event bus), BODIES_BUCKET (name of the bucket for large raw bodies)',
    );
  });

  it('reads the environment of the process', () => {
    expect(() => readEnv('FOLLOW_UP_MACHINE_ARN')).toThrow('FOLLOW_UP_MACHINE_ARN');
  });

  it('takes as name what it describes, so that the stack can set variables by these keys', () => {
    const names = Object.keys(ENV) as EnvName[];
    expect(names.every((name) => /^[A-Z][A-Z_]+$/.test(name))).toBe(true);
    expect(names).toContain('SOURCE_SECRETS_ARN');
  });
});
