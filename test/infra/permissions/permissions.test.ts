import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../../../infra/environments.ts';
import { findValues, logicalIdOf, synthesise, synthesiseEnvironment } from '../synthesised.ts';
import { arnToPattern, functionOf, RoleTemplate, readFunctionRoles, removeStatement } from './function-roles.ts';
import { callToRequest, findNeededStatements, findRefused, findUnusedGrants } from './permissions.ts';
import { oneByOne, UNUSED_GRANTS } from './unused-grants.ts';

const template = RoleTemplate.parse(synthesise('prod').template.toJSON());
const idOf = (start: string, type: string) => {
  const [id] = Object.entries(template.Resources).find(([id, { Type }]) => id.startsWith(start) && Type === type) ?? [];
  if (!id) throw new Error(`no ${type} ${start}`);
  return id;
};
const leads = idOf('StorageLeads', 'AWS::DynamoDB::Table');
const links = idOf('SecretsLinks', 'AWS::SecretsManager::Secret');
const bodies = idOf('StorageBodies', 'AWS::S3::Bucket');
const machine = idOf('FollowUpMachine', 'AWS::StepFunctions::StateMachine');

describe('roles of functions', () => {
  it('are found for every function, by the name in its calls', () => {
    const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    expect(readFunctionRoles(template).size).toBe(functions.length);
    expect([...readFunctionRoles(template).keys()]).toContain('take-due-step');
  });

  it('allow the use of every resource that the function is told', () => {
    const roles = readFunctionRoles(template);
    const told = Object.values(template.Resources).flatMap(({ Type, Properties }) => {
      const [variables = {}] = Type === 'AWS::Lambda::Function' ? findValues('Variables', Properties.Environment) : [];
      // The URL of the API is for links, which people open.
      const { AWS_SDK_UA_APP_ID: name, API_URL: _, ...settings } = variables as Readonly<Record<string, unknown>>;
      return Object.entries(settings).flatMap(([setting, value]) => {
        const resource = logicalIdOf(value);
        const told = { name: String(name), setting };
        return resource === undefined ? [] : [{ ...told, resource: functionOf(resource, template) }];
      });
    });
    const closed = told.filter(({ name, resource }) => {
      const allowed = roles.get(name)?.flatMap(({ resources }) => resources) ?? [];
      return !allowed.some((pattern) => pattern.startsWith(`<${resource}>`));
    });
    expect(told.length).toBeGreaterThan(50);
    expect(closed.map(({ name, setting }) => `${name}: ${setting}`)).toEqual([]);
  });

  it('are refused when they use an unsupported element', () => {
    const [policy = ''] = [...readFunctionRoles(template).values()].flat().map((statement) => statement.policy);
    const strange = structuredClone(template);
    const document = strange.Resources[policy]?.Properties.PolicyDocument as { Statement: object[] };
    document.Statement[0] = { ...document.Statement[0], Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
    expect(() => readFunctionRoles(strange)).toThrow('Condition');
  });
});

describe('resources', () => {
  it.each([
    ['*', '*'],
    [{ 'Fn::GetAtt': [leads, 'Arn'] }, `<${leads}>`],
    [{ 'Fn::GetAtt': [leads, 'StreamArn'] }, `<${leads}.StreamArn>`],
    [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': [leads, 'Arn'] }, '/index/due']] }, `<${leads}>/index/due`],
    [{ Ref: links }, `<${links}>`],
    [{ Ref: leads }, `<${leads}.Ref>`],
  ])('%j is %s', (value, expected) => {
    expect(arnToPattern(value, template)).toBe(expected);
  });

  it('of any other form are refused', () => {
    expect(() => arnToPattern({ 'Fn::Sub': 'arn:aws:s3:::x' }, template)).toThrow();
  });
});

describe('calls', () => {
  const allowed = [
    { functionName: 'sweep', action: 'dynamodb:Query', resource: `<${leads}>/index/due` },
    { functionName: 'sweep', action: 's3:GetObject', resource: `<${bodies}>/object` },
    { functionName: 'take-due-step', action: 'secretsmanager:GetSecretValue', resource: `<${links}>` },
    { functionName: 'relay-events', action: 'states:StartExecution', resource: `<${machine}>` },
  ];

  it('that a role grants are allowed', () => {
    expect(findRefused(template, allowed)).toEqual([]);
  });

  it.each([
    { functionName: 'authorize', action: 'dynamodb:GetItem', resource: `<${leads}>` },
    { functionName: 'sweep', action: 'dynamodb:Scan', resource: `<${leads}>` },
    { functionName: 'route-lead', action: 'dynamodb:Query', resource: `<${leads}>/index/due` },
    { functionName: 'sweep', action: 'dynamodb:Query', resource: 'somebody-elses-table' },
    { functionName: '', action: 'dynamodb:Query', resource: `<${leads}>` },
  ])('of "$functionName" to $action on $resource are refused', (wish) => {
    expect(findRefused(template, [wish])).toEqual([wish]);
  });

  it('are refused when the needed grant is removed', () => {
    const needed = [...findNeededStatements(template, allowed)];
    expect(needed).toHaveLength(allowed.length);
    needed.forEach((statement, at) => {
      expect(findRefused(removeStatement(template, statement), allowed)).toEqual([allowed[at]]);
    });
  });

  it('are translated to the template’s logical ids', () => {
    const call = {
      functionName: 'sweep',
      action: 'dynamodb:Query',
      resource: 'baton-local-leads-1',
      below: '/index/due',
    };
    expect(callToRequest(call, new Map([['baton-local-leads-1', leads]]))).toEqual(allowed[0]);
    expect(callToRequest(call, new Map()).resource).toBe('baton-local-leads-1');
  });
});

describe('unused grants', () => {
  it('are the remaining grants', () => {
    const all = findUnusedGrants(template, []);
    const wish = { functionName: 'sweep', action: 's3:GetObject', resource: `<${bodies}>/object` };
    const line = 'sweep StorageBodies/*: s3:GetObject';
    expect(all).toContain(line);
    expect(findUnusedGrants(template, [wish])).toEqual(all.filter((other) => other !== line));
  });

  it('exclude what AWS itself does for a function', () => {
    expect(findUnusedGrants(template, []).filter((line) => / (logs:|xray:|sqs:Receive)/.test(line))).toEqual([]);
  });

  it('are listed once each, and only while functions have them', () => {
    const listed = oneByOne(UNUSED_GRANTS.flatMap(({ grants }) => grants));
    // With the sender that the tests on the local cloud have.
    const withMail = synthesiseEnvironment({ ...ENVIRONMENTS.prod, mail: ENVIRONMENTS.local.mail });
    const all = RoleTemplate.parse(withMail.template.toJSON());
    const granted = oneByOne(findUnusedGrants(all, []));
    expect(listed.filter((grant) => !granted.includes(grant))).toEqual([]);
    expect(listed.filter((grant, at) => listed.indexOf(grant) !== at)).toEqual([]);
  });
});
