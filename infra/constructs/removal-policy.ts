import { RemovalPolicy } from 'aws-cdk-lib';
import type { Environment } from '../environment.ts';

/**
 * Returns what happens to data when its resource leaves the stack. Kept data has one exception: a deployment that fails
 * removes what it created, which is empty, so that it can be tried again and nothing is left over.
 */
export function removalPolicyOf({ keepData }: Environment): RemovalPolicy {
  return keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}
