import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findFreePorts } from '../../../infra/local/free-port.ts';
import { type Progress, runStep } from '../../../infra/local/progress.ts';
import { MissingPrerequisiteError, preparePython } from '../../../infra/local/python.ts';

const MOTO = {
  name: 'the second judge',
  requirements: join(import.meta.dirname, 'requirements.txt'),
  directory: 'venv-second-judge',
};
/** Catches a hang: it starts in two seconds, on a busy machine in some twenty. */
const READY_TIMEOUT_MS = 120_000;
const progress: Progress = (line) => console.log(`[second judge] ${line}`);

/** Starts a DynamoDB and S3 of another maker for the tests of the adapters. Returns what stops it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const python = await preparePython(progress, MOTO);
  return runStep(progress, 'Starting the second judge', async () => {
    const [port] = await findFreePorts();
    const server = spawn(python, [join(import.meta.dirname, 'run_moto.py'), String(port)], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
    const awsEndpoint = `http://127.0.0.1:${port}`;
    await waitUntilReady(awsEndpoint, () => server.exitCode ?? undefined);
    project.provide('awsEndpoint', awsEndpoint);
    return async () => {
      server.stdin.end();
      await ended;
    };
  });
}

async function waitUntilReady(endpoint: string, exitCode: () => number | undefined): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(`${endpoint}/moto-api/`).catch(() => undefined);
    if (answer?.ok) return;
    const code = exitCode();
    if (code !== undefined || performance.now() > deadline)
      throw new MissingPrerequisiteError(
        `moto did not start (exit code ${code ?? 'none'}); remove .baton and try again.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
