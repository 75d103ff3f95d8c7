import { type AllSourceSecrets, parseSourceSecrets } from '../../shared/adapters/secrets-manager/source-secrets.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import { newWebhookSecret, readSecret, writeSecret } from '../secret-text.ts';

/** Where the secrets of the sources are kept. */
interface Kept {
  readonly arn: string;
  readonly source: string;
}

/** The secret that a source's senders should use now; a new one, or the one given, when it has none. */
export async function keepSecret({ arn, source }: Kept, given?: string): Promise<string> {
  const all = await readAll(arn);
  const [newest] = ownOf(all, source);
  if (newest && given === undefined) return newest.secret;
  const secret = given ?? newWebhookSecret();
  if (newest?.secret !== secret) await writeAll(arn, { ...all, [source]: [{ secret }] });
  return secret;
}

/** The secret that a source's senders should use now, if it has one. */
export async function newestSecret({ arn, source }: Kept): Promise<string | undefined> {
  return ownOf(await readAll(arn), source)[0]?.secret;
}

/** Puts a secret in the place of those before, which stay valid for a while: senders are told one by one. */
export async function replaceSecret(
  { arn, source }: Kept,
  change: { readonly given?: string; readonly overlapSeconds: number; readonly now: Instant },
): Promise<{ readonly secret: string; readonly until: Instant }> {
  const { given, overlapSeconds, now } = change;
  const all = await readAll(arn);
  const until = addSeconds(now, overlapSeconds);
  const before = ownOf(all, source)
    .map((old) => ({ ...old, until: old.until !== undefined && old.until < until ? old.until : until }))
    .filter((old) => old.until > now);
  const secret = given ?? newWebhookSecret();
  await writeAll(arn, { ...all, [source]: [{ secret }, ...before.filter((old) => old.secret !== secret)] });
  return { secret, until };
}

function ownOf(all: AllSourceSecrets, source: string) {
  return Object.hasOwn(all, source) ? (all[source] ?? []) : [];
}

async function readAll(arn: string): Promise<AllSourceSecrets> {
  return parseSourceSecrets(await readSecret(arn));
}

function writeAll(arn: string, all: AllSourceSecrets): Promise<void> {
  return writeSecret(arn, JSON.stringify(all));
}
