import type { SourceKindName } from '../domain/sources/source-kind-names.ts';
import { generic } from './generic.ts';
import { hubspotWorkflow } from './hubspot-workflow.ts';
import { importedList } from './imported-list.ts';
import type { SourceKind } from './source-kind.ts';
import { typeform } from './typeform.ts';

/** Every kind of sender Baton supports. */
export const SOURCE_KINDS: Readonly<Record<SourceKindName, SourceKind>> = {
  generic,
  import: importedList,
  typeform,
  'hubspot-workflow': hubspotWorkflow,
};
