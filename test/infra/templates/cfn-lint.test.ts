import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { EnvironmentName } from '../../../infra/environment.ts';
import { ENVIRONMENTS } from '../../../infra/environments.ts';
import { preparePython } from '../../../infra/local/python.ts';
import { runCommand } from '../../../infra/local/run-command.ts';
import { BATON_DIRECTORY, PROJECT_ROOT } from '../../../infra/project-root.ts';
import { synthesise } from '../synthesised.ts';

const environments = Object.keys(ENVIRONMENTS) as EnvironmentName[];
const Findings = z.array(z.object({ Rule: z.object({ Id: z.string() }), Message: z.string() }));

/** One mistake of each kind that the linter must find: a property, a value, a reference. */
const MISTAKES = {
  Resources: {
    Key: { Type: 'AWS::DynamoDB::Table', Properties: { KeySchemas: [] } },
    Bell: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 50_000 } },
    Link: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Nowhere' } } },
  },
};

let python: string;
let directory: string;

beforeAll(async () => {
  python = await preparePython(() => undefined, {
    name: 'the linter of templates',
    requirements: join(import.meta.dirname, 'requirements.txt'),
    directory: 'venv-cfn-lint',
  });
  await mkdir(BATON_DIRECTORY, { recursive: true });
  directory = await mkdtemp(join(BATON_DIRECTORY, 'templates-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** Returns the linter's findings for a template, as lines. */
async function lintTemplate(name: string, template: unknown): Promise<readonly string[]> {
  const file = join(directory, `${name}.json`);
  await writeFile(file, JSON.stringify(template));
  // Not through the cfn-lint script: its interpreter path is wrong since the virtual environment was moved.
  const run = ['-c', 'from cfnlint.runner import main; main()', '--format', 'json', file];
  // In the project root, where cfn-lint finds .cfnlintrc.
  const { output } = await runCommand(python, run, { cwd: PROJECT_ROOT });
  return Findings.parse(JSON.parse(output)).map(({ Rule, Message }) => `${Rule.Id} ${Message}`);
}

// Each run is a separate process of several seconds; running them in parallel uses all cores.
describe.concurrent('the linter of CloudFormation templates', () => {
  it.each(environments)('finds nothing in %s beyond what .cfnlintrc justifies', async (name) => {
    expect(await lintTemplate(name, synthesise(name).template.toJSON())).toEqual([]);
  });

  it('finds mistakes', async () => {
    const rules = (await lintTemplate('mistakes', MISTAKES)).map((line) => line.slice(0, 5));
    expect(rules).toEqual(expect.arrayContaining(['E3002', 'E3034', 'E1020']));
  });
});
