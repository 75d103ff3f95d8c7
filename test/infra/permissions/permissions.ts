import type { RecordedSdkCall } from './call-recorder.ts';
import { type LocatedStatement, type RoleTemplate, readFunctionRoles } from './function-roles.ts';
import { type AccessRequest, findAllowingStatements } from './iam-policy.ts';

/** A function's request, its resource as `<LogicalId>` in the template, with the part below it. */
export interface FunctionAccessRequest extends AccessRequest {
  readonly functionName: string;
}

/** Translates a recorded call to the template's logical ids. A resource outside the stack keeps its name. */
export function callToRequest(call: RecordedSdkCall, logicalIds: ReadonlyMap<string, string>): FunctionAccessRequest {
  const { functionName, action, resource, below } = call;
  const id = logicalIds.get(resource);
  return { functionName, action, resource: id === undefined ? resource : `<${id}>${below}` };
}

/** Returns the requests that a function's role in this template does not allow. */
export function findRefused(
  template: RoleTemplate,
  wishes: readonly FunctionAccessRequest[],
): readonly FunctionAccessRequest[] {
  const roles = readFunctionRoles(template);
  return wishes.filter((wish) => findAllowingStatements(roles.get(wish.functionName) ?? [], wish).length === 0);
}

/** Returns the statements without which at least one request would be refused. */
export function findNeededStatements(
  template: RoleTemplate,
  wishes: readonly FunctionAccessRequest[],
): ReadonlySet<LocatedStatement> {
  const roles = readFunctionRoles(template);
  return new Set(
    wishes.flatMap((wish) => {
      const found = findAllowingStatements(roles.get(wish.functionName) ?? [], wish);
      return found.length === 1 ? found : [];
    }),
  );
}

/**
 * What AWS does in a function's name outside its code, without an SDK call: traces, logs, reading its queue or stream,
 * storing failed events.
 */
const GRANTED_TO_SERVICES =
  /^(logs|xray):|^dynamodb:(DescribeStream|ListStreams|GetRecords|GetShardIterator) |^sqs:(?!SendMessage )|^sqs:SendMessage <\w*(DeadLetters|NotRelayed)/;

/**
 * Returns the unused grants of functions, as lines `function resource: actions`. A resource goes by its logical id
 * without the hash.
 */
export function findUnusedGrants(template: RoleTemplate, wishes: readonly FunctionAccessRequest[]): readonly string[] {
  const unused = [...readFunctionRoles(template)].flatMap(([functionName, statements]) => {
    const used = wishes.filter((wish) => wish.functionName === functionName);
    return statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ actions, resources }) =>
        actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
      )
      .filter(({ action, resource }) => {
        const grant = { effect: 'Allow', actions: [action], resources: [resource] } as const;
        return (
          !GRANTED_TO_SERVICES.test(`${action} ${resource}`) &&
          !used.some((wish) => findAllowingStatements([grant], wish).length > 0)
        );
      })
      .map(({ action, resource }) => ({ where: `${functionName} ${withoutHash(resource)}`, action }));
  });
  const places = Map.groupBy(unused, ({ where }) => where);
  return [...places].map(([where, grants]) => `${where}: ${grants.map(({ action }) => action).join(' ')}`);
}

function withoutHash(resource: string): string {
  return resource.replace(/<(\w+?)(?:[0-9A-F]{8})?>/, '$1');
}
