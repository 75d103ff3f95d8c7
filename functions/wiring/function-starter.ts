import { LambdaClient } from '@aws-sdk/client-lambda';
import { FunctionStarter } from '../../shared/adapters/lambda/function-starter.ts';

/** Creates what starts functions. */
export function createFunctionStarter(): FunctionStarter {
  return new FunctionStarter(new LambdaClient());
}
