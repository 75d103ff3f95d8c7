import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

const POLL_INTERVAL_MS = 1_000;

/** A mail as the local cloud keeps it. */
const SentMail = z.object({
  MessageId: z.string(),
  To: z.array(z.string()),
  Subject: z.string(),
  BodyText: z.string().nullish(),
  BodyHtml: z.string().nullish(),
  /** Seconds since 1970. */
  Timestamp: z.number(),
});
export type SentMail = z.infer<typeof SentMail>;

/** The local cloud lists them by account. */
const SentMails = z.object({ messages: z.record(z.string(), z.array(SentMail)) });

/** Returns the mails that were sent by a local cloud, oldest first. */
export async function readSentMails(cloudUrl: string): Promise<readonly SentMail[]> {
  const answer = await fetch(`${cloudUrl}/_ministack/ses/messages`);
  return Object.values(SentMails.parse(await answer.json()).messages).flat();
}

/** Calls back for each mail that a local cloud sends from now on, in their order, until the signal ends it. */
export async function watchMails(
  cloudUrl: string,
  onMail: (mail: SentMail) => void,
  { signal, intervalMilliseconds = POLL_INTERVAL_MS }: { readonly signal: AbortSignal; intervalMilliseconds?: number },
): Promise<void> {
  let { length: seen } = await readSentMails(cloudUrl);
  while (!signal.aborted) {
    const mails = await readSentMails(cloudUrl);
    for (const mail of mails.slice(seen)) onMail(mail);
    seen = mails.length;
    await sleep(intervalMilliseconds, undefined, { signal }).catch(() => undefined);
  }
}
