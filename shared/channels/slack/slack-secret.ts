import * as z from '../../domain/lazy-zod.ts';

/** What the secret of Slack holds. While a signing secret is replaced, both are valid. */
const SlackSecret = z.object({
  botToken: z.string().regex(/^xoxb-[\w-]{10,200}$/, 'bot token that begins with xoxb-'),
  signingSecrets: z
    .array(z.string().regex(/^[0-9a-f]{32,64}$/, 'signing secret of 32 hexadecimal characters'))
    .min(1)
    .max(2),
});
export type SlackSecret = z.output<typeof SlackSecret>;

/** Reads the text of the secret; undefined before a workspace is connected. @throws without quoting it */
export function readSlackSecret(text: string): SlackSecret | undefined {
  if (text === '{}') return undefined;
  const read = SlackSecret.safeParse(tryParseJson(text));
  if (read.success) return read.data;
  throw new Error('the secret of Slack is damaged: connect it again');
}

/** Checks both parts of a new secret. @returns what is wrong, or the secret */
export function parseSlackSecret(parts: SlackSecret): SlackSecret | string {
  const read = SlackSecret.safeParse(parts);
  return read.success ? read.data : read.error.issues.map(({ message }) => `expected a ${message}`).join('; ');
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
