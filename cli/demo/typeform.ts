import type { StackOutputs } from '../../infra/outputs.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { typeform } from '../../shared/sources/typeform.ts';
import { hookUrlOf, openSourcesOfStack } from '../source/environment.ts';
import { saveDefinition } from '../source/keep-source.ts';
import { ensureSecret } from '../source/secrets.ts';

/** The webhook URL of a Typeform form and its signing secret. */
export interface TypeformHook {
  readonly url: string;
  readonly secret: string;
}

/** Creates a source for a Typeform form, as `baton source add` does, or finds the existing one. */
export async function createTypeformHook(outputs: StackOutputs): Promise<TypeformHook> {
  const environment = openSourcesOfStack(outputs);
  const { source } = await saveDefinition({ id: 'demo-form', kind: 'typeform', touch: 'demo_request' }, environment);
  const secret = await ensureSecret({ arn: outputs.SourceSecretsArn, source: source.id });
  return { url: hookUrlOf(source, outputs), secret };
}

/** Builds the delivery of a form with these fields, each by its reference; the same id means the same response. */
export function buildTypeformDelivery(
  fields: Readonly<Record<string, string>>,
  options: { readonly hook: TypeformHook; readonly id: string; readonly now: Instant },
) {
  const { hook, id, now } = options;
  const { url, secret } = hook;
  const body = JSON.stringify(typeform.buildSample(fields, { id, at: now }));
  const headers = { 'content-type': 'application/json', ...typeform.sign(secret, { url, body, at: now }) };
  return { url, headers, body };
}
