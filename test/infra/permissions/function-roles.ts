import * as z from 'zod';
import type { Statement } from './iam-policy.ts';

/** The parts of a synthesised template that concern roles. */
export type RoleTemplate = z.infer<typeof RoleTemplate>;
export const RoleTemplate = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

/** A statement and its location in the template. */
export interface LocatedStatement extends Statement {
  readonly policy: string;
  readonly index: number;
}

const OneOrMore = <Item extends z.ZodType>(item: Item) => z.union([item.transform((one) => [one]), z.array(item)]);

/**
 * Strict, so that a policy with an element that the evaluator does not support (a condition, `NotAction`) is refused.
 */
const PolicyStatement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: OneOrMore(z.string()),
  Resource: OneOrMore(z.union([z.string(), z.record(z.string(), z.unknown())])),
});
const PolicyDocument = z.object({ Statement: z.array(PolicyStatement) });
const Reference = z.object({ Ref: z.string() });
const FunctionProperties = z.object({
  Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  Environment: z.object({ Variables: z.object({ AWS_SDK_UA_APP_ID: z.string() }) }),
});

/** Returns the statements of each function's role, by the function name in its SDK user agent. */
export function readFunctionRoles(template: RoleTemplate): ReadonlyMap<string, readonly LocatedStatement[]> {
  // The function that empties a bucket comes with CDK and has no settings.
  const functions = Object.values(template.Resources).filter(
    ({ Type, Properties }) => Type === 'AWS::Lambda::Function' && Properties.Environment !== undefined,
  );
  return new Map(
    functions.map(({ Properties }) => {
      const { Role, Environment } = FunctionProperties.parse(Properties);
      return [Environment.Variables.AWS_SDK_UA_APP_ID, statementsOf(Role['Fn::GetAtt'][0], template)];
    }),
  );
}

/** Returns the same template without one statement of a policy. */
export function removeStatement(template: RoleTemplate, { policy, index }: LocatedStatement): RoleTemplate {
  const copy = structuredClone(template);
  const document = copy.Resources[policy]?.Properties.PolicyDocument as { Statement: unknown[] } | undefined;
  if (document?.Statement.splice(index, 1).length !== 1) throw new Error(`${policy} has no statement ${index}`);
  return copy;
}

function statementsOf(role: string, template: RoleTemplate): readonly LocatedStatement[] {
  const own = template.Resources[role]?.Properties ?? {};
  if (own.Policies || own.ManagedPolicyArns || own.PermissionsBoundary)
    throw new Error(`${role} has policies of a kind that is not evaluated here`);
  return Object.entries(template.Resources).flatMap(([policy, { Type, Properties }]) => {
    if (Type !== 'AWS::IAM::Policy') return [];
    const roles = z.array(Reference).parse(Properties.Roles);
    if (!roles.some(({ Ref }) => Ref === role)) return [];
    return PolicyDocument.parse(Properties.PolicyDocument).Statement.map((statement, index) => ({
      policy,
      index,
      effect: statement.Effect,
      actions: statement.Action,
      resources: statement.Resource.map((resource) => arnToPattern(resource, template)),
    }));
  });
}

/** Types whose `Ref` is their ARN. For other types it is a name, which grants nothing. */
const REF_IS_ARN = new Set(['AWS::SecretsManager::Secret', 'AWS::StepFunctions::StateMachine', 'AWS::SNS::Topic']);

/** Returns the function of an alias, which stands for it: the local cloud has no aliases. Any other id is returned as it is. */
export function functionOf(id: string, template: RoleTemplate): string {
  const { Type, Properties = {} } = template.Resources[id] ?? {};
  return Type === 'AWS::Lambda::Alias' ? Reference.parse(Properties.FunctionName).Ref : id;
}

/** Converts an ARN in a template to text in which `<LogicalId>` stands for the ARN of that resource. */
export function arnToPattern(value: unknown, template: RoleTemplate): string {
  if (typeof value === 'string') return value;
  const made = Intrinsic.parse(value);
  if ('Fn::Join' in made) {
    const [between, parts] = made['Fn::Join'];
    return parts.map((part) => arnToPattern(part, template)).join(between);
  }
  if ('Fn::GetAtt' in made) {
    const [id, attribute] = made['Fn::GetAtt'];
    return attribute === 'Arn' ? `<${id}>` : `<${id}.${attribute}>`;
  }
  const { Type: type = '' } = template.Resources[made.Ref] ?? {};
  if (type === 'AWS::Lambda::Alias') return `<${functionOf(made.Ref, template)}>`;
  return REF_IS_ARN.has(type) ? `<${made.Ref}>` : `<${made.Ref}.Ref>`;
}

const Intrinsic = z.union([
  z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
  z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  z.strictObject({ Ref: z.string() }),
]);
