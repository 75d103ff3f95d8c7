import type { StackOutputs } from '../../infra/outputs.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import type { SourceDefinition } from '../source/definition.ts';
import { hookUrlOf, sourcesBehind } from '../source/environment.ts';
import { keepDefinition } from '../source/keep-source.ts';
import { keepSecret } from '../source/secrets.ts';

const FIRST_SOURCE = { id: 'website', touch: 'demo_request' };

/** The source that setup is asked to see to. */
export interface WantedSource {
  /** Its id; when missing, {@link FIRST_SOURCE}'s, unless the environment has others only. */
  readonly id?: string;
  /** Its kind of touch when a body names none; when missing, it stays as it is. */
  readonly touch?: string;
}

/** Where a source's senders post to, and what they present or sign with. */
export interface SourceSetup {
  readonly id: string;
  readonly hookUrl: string;
  readonly secret: string;
}

/** Makes a generic source, or finds it as it is: only its touch is changed when it is told; hook URL and secret stay the same. */
export async function keepSource(
  options: WantedSource & { readonly outputs: StackOutputs; readonly say: (line: string) => void },
): Promise<SourceSetup> {
  const { outputs, say } = options;
  const environment = sourcesBehind(outputs);
  const { outcome, source } = await keepDefinition(
    wantedSource(await environment.sources.list(), options),
    environment,
  );
  const { id } = source;
  const secret = await keepSecret({ arn: outputs.SourceSecretsArn, source: id });
  const became = { made: 'made', unchanged: 'there already', changed: `its touch is now ${source.touch}` }[outcome];
  say(`Source ${id}: ${became}`);
  return { id, hookUrl: hookUrlOf(source, outputs), secret };
}

/** What the source of setup is to be, among those that are there. */
export function wantedSource(there: readonly Source[], { id, touch }: WantedSource): SourceDefinition {
  const known =
    there.find((source) => source.id === (id ?? FIRST_SOURCE.id)) ?? (id === undefined ? oldest(there) : undefined);
  if (!known) return { id: id ?? FIRST_SOURCE.id, kind: 'generic', touch: touch ?? FIRST_SOURCE.touch };
  const { key, paused, version, createdAt, changedAt, changedBy, ...definition } = known;
  return { ...definition, touch: touch ?? definition.touch };
}

function oldest(sources: readonly Source[]): Source | undefined {
  return [...sources].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))[0];
}
