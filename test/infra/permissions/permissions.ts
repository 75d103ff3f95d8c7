import type { RecordedCall } from './call-recorder.ts';
import { functionRoles, type PlacedStatement, type RoleTemplate } from './function-roles.ts';
import { allowing, type Wish } from './iam-policy.ts';

/** A function's request, its resource as `<LogicalId>` in the template, with the part below it. */
export interface FunctionWish extends Wish {
  readonly functionName: string;
}

/** Translates a recorded call to the template's logical ids. A resource outside the stack keeps its name. */
export function wishOf(call: RecordedCall, logicalIds: ReadonlyMap<string, string>): FunctionWish {
  const { functionName, action, resource, below } = call;
  const id = logicalIds.get(resource);
  return { functionName, action, resource: id === undefined ? resource : `<${id}>${below}` };
}

/** Returns the requests that a function's role in this template does not allow. */
export function refused(template: RoleTemplate, wishes: readonly FunctionWish[]): readonly FunctionWish[] {
  const roles = functionRoles(template);
  return wishes.filter((wish) => allowing(roles.get(wish.functionName) ?? [], wish).length === 0);
}

/** Returns the statements without which at least one request would be refused. */
export function neededStatements(
  template: RoleTemplate,
  wishes: readonly FunctionWish[],
): ReadonlySet<PlacedStatement> {
  const roles = functionRoles(template);
  return new Set(
    wishes.flatMap((wish) => {
      const found = allowing(roles.get(wish.functionName) ?? [], wish);
      return found.length === 1 ? found : [];
    }),
  );
}

/**
 * What AWS does in a function's name outside its code, without an SDK call: traces, logs, reading its queue or stream,
 * storing failed events.
 */
const NOT_BY_CODE =
  /^(logs|xray):|^dynamodb:(DescribeStream|ListStreams|GetRecords|GetShardIterator) |^sqs:(?!SendMessage )|^sqs:SendMessage <\w*(DeadLetters|NotRelayed)/;

/** Returns the unused grants of functions, as lines `function resource: actions`. */
export function unusedGrants(template: RoleTemplate, wishes: readonly FunctionWish[]): readonly string[] {
  const unused = [...functionRoles(template)].flatMap(([functionName, statements]) => {
    const used = wishes.filter((wish) => wish.functionName === functionName);
    return statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ actions, resources }) =>
        actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
      )
      .filter(({ action, resource }) => {
        const grant = { effect: 'Allow', actions: [action], resources: [resource] } as const;
        return !NOT_BY_CODE.test(`${action} ${resource}`) && !used.some((wish) => allowing([grant], wish).length > 0);
      })
      .map(({ action, resource }) => ({ where: `${functionName} ${resource}`, action }));
  });
  const places = Map.groupBy(unused, ({ where }) => where);
  return [...places].map(([where, grants]) => `${where}: ${grants.map(({ action }) => action).join(' ')}`);
}
