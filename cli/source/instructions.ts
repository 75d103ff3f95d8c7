import type { SourceKindName } from '../../shared/domain/sources/source-kind-names.ts';
import { SOURCE_KINDS } from '../../shared/sources/source-kinds.ts';

/** Returns what to paste where, so that a sender of this kind delivers. */
export function formatInstructions(kind: SourceKindName, hookUrl: string, secret: string): readonly string[] {
  const { formatSteps } = SOURCE_KINDS[kind];
  return [`Hook URL: ${hookUrl}`, `Secret:   ${secret}`, '', ...formatSteps({ url: hookUrl, secret })];
}
