import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StackOutputs } from '../../infra/outputs.ts';
import { SourceTable } from '../../shared/adapters/dynamodb/source-table.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import { database } from './database.ts';
import { newWebhookSecret, readSecret, writeSecret } from './secret-text.ts';

/** Where a source's senders post to, and what they present or sign with. */
export interface SourceSetup {
  readonly id: string;
  readonly hookUrl: string;
  readonly secret: string;
}

const Secrets = z.record(z.string(), z.array(z.string()));

/** Makes a generic source, or finds it as it is: its hook URL and its secret stay the same. */
export async function keepSource(options: {
  readonly id: string;
  readonly touch: string;
  readonly outputs: StackOutputs;
  readonly say: (line: string) => void;
}): Promise<SourceSetup> {
  const { id, touch, outputs, say } = options;
  const sources = new SourceTable({ db: database(), table: outputs.RepsTable });
  const known = (await sources.list()).find((source) => source.id === id);
  const source: Source = known ?? { id, key: randomBytes(18).toString('base64url'), kind: 'generic', touch };
  const secrets = Secrets.parse(JSON.parse((await readSecret(outputs.SourceSecretsArn)) || '{}'));
  const [secret = newWebhookSecret()] = secrets[id] ?? [];
  if (!secrets[id]) await writeSecret(outputs.SourceSecretsArn, JSON.stringify({ ...secrets, [id]: [secret] }));
  // The secret first: an address that is known before its secret would refuse its sender.
  if (!known) await sources.save(source);
  say(`Source ${id}: ${known ? 'there already' : 'made'}`);
  return { id, hookUrl: `${outputs.ApiUrl}/hooks/${source.kind}/${source.key}`, secret };
}
