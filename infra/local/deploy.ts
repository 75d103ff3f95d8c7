import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { LocalOverrides } from '../environment.ts';
import { ENVIRONMENTS, stackNameOf } from '../environments.ts';
import type { StackOutputs } from '../outputs.ts';
import { PROJECT_ROOT, TOOLS_DIRECTORY } from '../project-root.ts';
import { bundleDirectory } from './bundle-cache.ts';
import type { LocalCloud } from './local-cloud.ts';
import { type Progress, runStep } from './progress.ts';
import { runCommand } from './run-command.ts';

const ENVIRONMENT = ENVIRONMENTS.local;

/**
 * Deploys environment `local` to a local cloud with the real CDK CLI: synth, bootstrap and deploy. Skips bootstrap and
 * deploy when the resumed cloud already has an identical stack. Throws with the command's output on failure.
 */
export async function deployToLocalCloud(
  cloud: LocalCloud,
  progress: Progress,
  overrides: LocalOverrides = {},
): Promise<StackOutputs> {
  const assembly = join(cloud.directory, 'cdk.out');
  const settings = ['-c', `localOverrides=${JSON.stringify(overrides)}`, '-c', `bundles=${await bundleDirectory()}`];
  await runStep(progress, 'Synthesising the stack', () =>
    runCdk(cloud, progress, ['synth', '--quiet', '--output', assembly, ...settings]),
  );

  const fingerprint = await fingerprintOf(assembly);
  const deployedFile = join(cloud.directory, 'deployed');
  const outputsFile = join(cloud.directory, 'outputs.json');
  const deployed = existsSync(deployedFile) ? await readFile(deployedFile, 'utf8') : '';
  if (cloud.resumed && deployed === fingerprint) {
    progress('The stack in the kept data is up to date: nothing to deploy');
    return readOutputs(outputsFile);
  }
  const from = ['--app', assembly];
  await runStep(progress, 'Bootstrapping (cdk bootstrap)', () => runCdk(cloud, progress, ['bootstrap', ...from]));
  await runStep(progress, 'Deploying (cdk deploy)', () =>
    runCdk(cloud, progress, [
      'deploy',
      ...from,
      ...['--require-approval', 'never', '--outputs-file', outputsFile],
      ...(overrides.restoredTo === undefined ? [] : ['--import-existing-resources']),
    ]),
  );
  await writeFile(deployedFile, fingerprint);
  return readOutputs(outputsFile);
}

async function runCdk(cloud: LocalCloud, progress: Progress, args: readonly string[]): Promise<void> {
  const context = ['-c', `env=${ENVIRONMENT.name}`, '-c', `localEndpoint=${cloud.apiEndpoint}`];
  const { PATH, HOME } = process.env;
  const { exitCode, output } = await runCommand(join(TOOLS_DIRECTORY, 'cdk'), [...args, ...context, '--no-notices'], {
    cwd: PROJECT_ROOT,
    env: { HOME, PATH: [TOOLS_DIRECTORY, PATH ?? ''].join(delimiter), CI: 'true', NO_COLOR: '1', ...cloud.env },
    onLine: (line) => {
      const done = CDK_PROGRESS.exec(line);
      if (done && line.includes('COMPLETE') && isMilestone(Number(done[1]), Number(done[2])))
        progress(`  ${done[1]} of ${done[2]} resources`);
    },
  });
  if (exitCode !== 0) throw new Error(`cdk ${args[0]} failed (exit code ${exitCode}):\n${lastLines(output)}`);
}

/** Returns whether to report progress: every 50 resources. During an update the count can exceed the total. */
function isMilestone(done: number, total: number): boolean {
  return done > 0 && done <= total && done % 50 === 0;
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-40).join('\n');
}

const CDK_PROGRESS = /\|\s*(\d+)\/(\d+)\s*\|/;

/**
 * Hashes the template. Asset names are content hashes and the template names every asset, so the hash covers
 * everything.
 */
async function fingerprintOf(assembly: string): Promise<string> {
  const template = await readFile(join(assembly, `${stackNameOf(ENVIRONMENT)}.template.json`));
  return createHash('sha256').update(template).digest('hex');
}

async function readOutputs(file: string): Promise<StackOutputs> {
  const outputs = JSON.parse(await readFile(file, 'utf8')) as Record<string, StackOutputs>;
  const ours = outputs[stackNameOf(ENVIRONMENT)];
  if (!ours) throw new Error(`cdk deploy wrote no outputs of ${stackNameOf(ENVIRONMENT)}`);
  return ours;
}
