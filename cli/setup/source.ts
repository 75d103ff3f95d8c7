import type { StackOutputs } from '../../infra/outputs.ts';
import { hookUrlOf, sourcesBehind } from '../source/environment.ts';
import { keepDefinition } from '../source/keep-source.ts';
import { keepSecret } from '../source/secrets.ts';

/** Where a source's senders post to, and what they present or sign with. */
export interface SourceSetup {
  readonly id: string;
  readonly hookUrl: string;
  readonly secret: string;
}

/** Makes a generic source, or finds it as it is: its definition, its hook URL and its secret stay the same. */
export async function keepSource(options: {
  readonly id: string;
  readonly touch: string;
  readonly outputs: StackOutputs;
  readonly say: (line: string) => void;
}): Promise<SourceSetup> {
  const { id, touch, outputs, say } = options;
  const environment = sourcesBehind(outputs);
  const known = (await environment.sources.list()).find((source) => source.id === id);
  const source = known ?? (await keepDefinition({ id, kind: 'generic', touch }, environment)).source;
  const secret = await keepSecret({ arn: outputs.SourceSecretsArn, source: id });
  say(`Source ${id}: ${known ? 'there already' : 'made'}`);
  return { id, hookUrl: hookUrlOf(source, outputs), secret };
}
