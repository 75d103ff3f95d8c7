import { createHash } from 'node:crypto';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { inject } from 'vitest';

const { endpoint, region } = inject('deployed');
const lambda = new LambdaClient({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });

/** Credentials of a role's session. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * Returns the credentials that a deployed function has, once it has run. The local cloud makes them from the ARNs of the
 * function and its role.
 * @param name the function's folder under functions/
 */
export async function credentialsOf(name: string): Promise<SessionCredentials> {
  const { FunctionArn, Role } = await findFunction(name);
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const session = sha256(`${FunctionArn}:${Role}`);
  return {
    accessKeyId: `ASIA${session.slice(0, 16).toUpperCase()}`,
    secretAccessKey: sha256(`secret:${session}`),
    sessionToken: sha256(`token:${session}`),
  };
}

async function findFunction(name: string) {
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {})) {
    const found = Functions.find(({ Environment }) => Environment?.Variables?.AWS_SDK_UA_APP_ID === name);
    if (found) return found;
  }
  throw new Error(`no function of the stack is ${name}`);
}
