import type { StackOutputs } from '../../infra/outputs.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import type { SourceDefinition } from '../source/definition.ts';
import { hookUrlOf, openSourcesOfStack } from '../source/environment.ts';
import { saveDefinition } from '../source/keep-source.ts';
import { ensureSecret } from '../source/secrets.ts';

const DEFAULT_SOURCE = { id: 'website', touch: 'demo_request' };

/** The source that setup creates or updates. */
export interface RequestedSource {
  /** Its id; default: that of {@link DEFAULT_SOURCE}, or the oldest source when the environment has only others. */
  readonly id?: string;
  /** Its touch when a body has none; by default unchanged. */
  readonly touch?: string;
}

/** The URL to which a source's senders post, and their credential. */
export interface SourceSetup {
  readonly id: string;
  readonly hookUrl: string;
  readonly secret: string;
}

/**
 * Creates a generic source, or finds the existing one. Changes only the touch, if given; hook URL and secret stay the
 * same.
 */
export async function ensureSource(
  options: RequestedSource & { readonly outputs: StackOutputs; readonly say: (line: string) => void },
): Promise<SourceSetup> {
  const { outputs, say } = options;
  const environment = openSourcesOfStack(outputs);
  const { outcome, source } = await saveDefinition(
    definitionToSave(await environment.sources.list(), options),
    environment,
  );
  const { id } = source;
  const secret = await ensureSecret({ arn: outputs.SourceSecretsArn, source: id });
  const became = { made: 'created', unchanged: 'exists', changed: `its touch is now ${source.touch}` }[outcome];
  say(`Source ${id}: ${became}`);
  return { id, hookUrl: hookUrlOf(source, outputs), secret };
}

/** Returns the definition that setup should save, given the existing sources. */
export function definitionToSave(there: readonly Source[], { id, touch }: RequestedSource): SourceDefinition {
  const known =
    there.find((source) => source.id === (id ?? DEFAULT_SOURCE.id)) ??
    (id === undefined ? findOldestSource(there) : undefined);
  if (!known) return { id: id ?? DEFAULT_SOURCE.id, kind: 'generic', touch: touch ?? DEFAULT_SOURCE.touch };
  const { key, paused, version, createdAt, changedAt, changedBy, ...definition } = known;
  return { ...definition, touch: touch ?? definition.touch };
}

function findOldestSource(sources: readonly Source[]): Source | undefined {
  return [...sources].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))[0];
}
