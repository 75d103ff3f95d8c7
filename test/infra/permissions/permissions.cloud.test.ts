import { readFile } from 'node:fs/promises';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { EnvironmentName } from '../../../infra/environment.ts';
import { ENVIRONMENTS, stackNameOf } from '../../../infra/environments.ts';
import { synthesiseEnvironment } from '../synthesised.ts';
import type { RecordedSdkCall } from './call-recorder.ts';
import { type LocatedStatement, RoleTemplate, readFunctionRoles, removeStatement } from './function-roles.ts';
import {
  callToRequest,
  type FunctionAccessRequest,
  findNeededStatements,
  findRefused,
  findUnusedGrants,
} from './permissions.ts';
import { TASK_TOKEN } from './sdk-call.ts';
import { oneByOne, UNUSED_GRANTS } from './unused-grants.ts';

const { endpoint, region, outputs } = inject('deployed');
const environments = Object.keys(ENVIRONMENTS) as EnvironmentName[];
/** The sender of the local cloud is everybody's here, so that its mails can be judged by all templates. */
const { mail } = ENVIRONMENTS.local;
const templates = new Map(environments.map((name) => [name, synthesiseEnvironment({ ...ENVIRONMENTS[name], mail })]));
const templateOf = (name: EnvironmentName) => RoleTemplate.parse(templates.get(name)?.template.toJSON());

let wishes: readonly FunctionAccessRequest[] = [];

beforeAll(async () => {
  const logicalIds = await deployedIds();
  const recorded = await readFile(inject('recordedCalls'), 'utf8').catch((cause: unknown) => {
    throw new Error('no SDK call was recorded: run all tests of project "cloud", without BATON_ENDPOINT', { cause });
  });
  const lines = recorded.trim().split('\n');
  wishes = lines.map((line) => callToRequest(JSON.parse(line) as RecordedSdkCall, logicalIds));
});

/** Returns the logical ids of the stack's resources on the local cloud, by physical id. */
async function deployedIds(): Promise<ReadonlyMap<string, string>> {
  const client = new CloudFormationClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const StackName = stackNameOf(ENVIRONMENTS.local);
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
  const ids = StackResources.map(({ PhysicalResourceId = '', LogicalResourceId = '' }) => {
    return [PhysicalResourceId, LogicalResourceId] as const;
  });
  // Only this machine has tasks that wait for a token.
  const waiting = ids.find(([arn]) => arn === outputs.FollowUpMachineArn)?.[1] ?? '';
  return new Map([...ids, [TASK_TOKEN, waiting]]);
}

const LISTED = new Set(oneByOne(UNUSED_GRANTS.flatMap(({ grants }) => grants)));

/** Returns the unused grants of a statement that are not listed with a reason; the statement itself if it grants nothing. */
function unlistedGrantsOf(template: RoleTemplate, statement: LocatedStatement): readonly string[] {
  const without = new Set(oneByOne(findUnusedGrants(removeStatement(template, statement), wishes)));
  const own = oneByOne(findUnusedGrants(template, wishes)).filter((grant) => !without.has(grant));
  return own.length === 0 ? [statement.policy] : own.filter((grant) => !LISTED.has(grant));
}

describe('the SDK calls of all tests on the local cloud', () => {
  it('were recorded for every function', () => {
    const callers = new Set(wishes.map(({ functionName }) => functionName));
    expect([...callers].sort()).toEqual([...readFunctionRoles(templateOf('local')).keys()].sort());
  });

  it.each(environments)('are allowed by the roles of their functions in %s', (name) => {
    expect(findRefused(templateOf(name), wishes)).toEqual([]);
  });

  it.each(environments)('use every grant of %s, except those listed with a reason', (name) => {
    const unused = oneByOne(findUnusedGrants(templateOf(name), wishes));
    expect(unused.filter((grant) => !LISTED.has(grant))).toEqual([]);
  });

  it('are refused when any needed grant is removed, and every policy but those listed with a reason has one', () => {
    const template = templateOf('prod');
    const needed = [...findNeededStatements(template, wishes)];
    const used = new Set(needed.map(({ policy }) => policy));
    const spare = [...readFunctionRoles(template).values()].flat().filter(({ policy }) => !used.has(policy));
    expect(spare.flatMap((statement) => unlistedGrantsOf(template, statement))).toEqual([]);
    for (const statement of needed)
      expect(findRefused(removeStatement(template, statement), wishes), statement.policy).not.toEqual([]);
  });
});
