import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { startRuntime } from '../../../shared/runtime/lambda/runtime.ts';

const ENV = { ENVIRONMENT: 'dev', LOG_LEVEL: 'INFO', AWS_LAMBDA_FUNCTION_VERSION: '7' };

/** Runs a few lines as a function would, and returns its output. */
function outputOf(program: string, env: Record<string, string>): readonly string[] {
  const source = `import { startRuntime } from './shared/runtime/lambda/runtime.ts';\n${program}`;
  const run = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', source], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
  return `${run.stdout}${run.stderr}`.trim().split('\n');
}

describe('startRuntime', () => {
  it('does not start without its environment', () => {
    expect(() => startRuntime('sweep')).toThrow('ENVIRONMENT');
  });

  it('writes metrics as one line of embedded format with two dimensions, and nothing without values', () => {
    const program = `
      const { meter, log } = startRuntime('assign-leads');
      meter.flush();
      meter.add('LeadAssigned'); meter.add('LeadAssigned', 2); meter.add('SpeedToLead', 12.5);
      meter.flush(); meter.flush();
      log.info('swept');`;
    const lines = outputOf(program, ENV).map((line) => JSON.parse(line));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      LeadAssigned: [1, 2],
      SpeedToLead: 12.5,
      service: 'assign-leads',
      environment: 'dev',
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'Baton',
            Dimensions: [['service', 'environment']],
            Metrics: [
              { Name: 'LeadAssigned', Unit: 'Count' },
              { Name: 'SpeedToLead', Unit: 'Seconds' },
            ],
          },
        ],
      },
    });
    expect(lines[1]).toMatchObject({ code: 'swept', function: 'assign-leads', environment: 'dev' });
  });

  it('writes a failed call with the version that failed, so that a deployment can tell it from the one before', () => {
    const program = `
      const { meter } = startRuntime('assign-leads');
      meter.add('LeadAssigned'); meter.add('CallFailed', 2); meter.flush();`;
    const [failed, others] = outputOf(program, ENV).map((line) => JSON.parse(line));
    expect(failed).toMatchObject({
      CallFailed: 2,
      service: 'assign-leads',
      environment: 'dev',
      version: '7',
      _aws: { CloudWatchMetrics: [{ Dimensions: [['service', 'environment', 'version']] }] },
    });
    expect(failed).not.toHaveProperty('LeadAssigned');
    expect(others).not.toHaveProperty('version');
    expect(others._aws.CloudWatchMetrics[0].Dimensions).toEqual([['service', 'environment']]);
  });
});
