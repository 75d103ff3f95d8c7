import { type AllSourceSecrets, parseSourceSecrets } from '../../shared/adapters/secrets-manager/source-secrets.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { generateWebhookSecret, readSecret, writeSecret } from '../secret-text.ts';

/** Identifies a source's entry in the secret that holds all source secrets. */
interface SecretLocation {
  readonly arn: string;
  readonly source: string;
}

/** Returns the current secret of a source's senders. Stores a new one, or the given one, when there is none. */
export async function ensureSecret({ arn, source }: SecretLocation, given?: string): Promise<string> {
  const all = await readAll(arn);
  const [newest] = secretsOfSource(all, source);
  if (newest && given === undefined) return newest.secret;
  const secret = given ?? generateWebhookSecret();
  if (newest?.secret !== secret) await writeAll(arn, { ...all, [source]: [{ secret }] });
  return secret;
}

/** Returns the current secret of a source's senders, if there is one. */
export async function readCurrentSecret({ arn, source }: SecretLocation): Promise<string | undefined> {
  return secretsOfSource(await readAll(arn), source)[0]?.secret;
}

/** Replaces a source's secret. The previous ones stay valid for a while, since senders are updated one by one. */
export async function replaceSecret(
  { arn, source }: SecretLocation,
  change: { readonly given?: string; readonly overlapSeconds: number; readonly now: Instant },
): Promise<{ readonly secret: string; readonly until: Instant }> {
  const { given, overlapSeconds, now } = change;
  const all = await readAll(arn);
  const until = addSeconds(now, overlapSeconds);
  const before = secretsOfSource(all, source)
    .map((old) => ({ ...old, until: old.until !== undefined && old.until < until ? old.until : until }))
    .filter((old) => old.until > now);
  const secret = given ?? generateWebhookSecret();
  await writeAll(arn, { ...all, [source]: [{ secret }, ...before.filter((old) => old.secret !== secret)] });
  return { secret, until };
}

function secretsOfSource(all: AllSourceSecrets, source: string) {
  return Object.hasOwn(all, source) ? (all[source] ?? []) : [];
}

async function readAll(arn: string): Promise<AllSourceSecrets> {
  return parseSourceSecrets(await readSecret(arn));
}

function writeAll(arn: string, all: AllSourceSecrets): Promise<void> {
  return writeSecret(arn, JSON.stringify(all));
}
