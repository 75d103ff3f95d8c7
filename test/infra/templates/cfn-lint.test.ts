import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ENVIRONMENTS, type EnvironmentName } from '../../../infra/environments.ts';
import { preparePython } from '../../../infra/local/python.ts';
import { runCommand } from '../../../infra/local/run-command.ts';
import { BATON_DIRECTORY, PROJECT_ROOT } from '../../../infra/project-root.ts';
import { synthesise } from '../synthesised.ts';

const environments = Object.keys(ENVIRONMENTS) as EnvironmentName[];
const Findings = z.array(z.object({ Rule: z.object({ Id: z.string() }), Message: z.string() }));

/** A mistake of each kind that the linter is there for: a property, a value, a reference. */
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

/** What the linter finds in a template, as lines. */
async function findingsIn(name: string, template: unknown): Promise<readonly string[]> {
  const file = join(directory, `${name}.json`);
  await writeFile(file, JSON.stringify(template));
  // Not by its own command: the virtual environment has been moved since that was written.
  const run = ['-c', 'from cfnlint.runner import main; main()', '--format', 'json', file];
  // In the project's folder, where it finds .cfnlintrc.
  const { output } = await runCommand(python, run, { cwd: PROJECT_ROOT });
  return Findings.parse(JSON.parse(output)).map(({ Rule, Message }) => `${Rule.Id} ${Message}`);
}

// Each is a process of its own, of some seconds: together they use what cores there are.
describe.concurrent('the linter of CloudFormation templates', () => {
  it.each(environments)('finds nothing in %s but what .cfnlintrc justifies', async (name) => {
    expect(await findingsIn(name, synthesise(name).template.toJSON())).toEqual([]);
  });

  it('would find mistakes', async () => {
    const rules = (await findingsIn('mistakes', MISTAKES)).map((line) => line.slice(0, 5));
    expect(rules).toEqual(expect.arrayContaining(['E3002', 'E3034', 'E1020']));
  });
});
