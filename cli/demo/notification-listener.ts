import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { verifyWebhook } from '../../shared/runtime/auth/signatures.ts';
import type { Clock } from '../../shared/runtime/lambda/clock.ts';
import { closeServer, listenLocally } from '../local-server.ts';
import type { ReceivedNotification } from './simulated-reps.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** The part of a notification that is read here; docs/notifications.md describes all of it. */
const NotificationMessage = z.object({
  type: z.templateLiteral(['lead.', z.string()]),
  data: z.object({
    to: z.string(),
    links: z.record(z.string(), z.string()),
    lead: z.object({ id: z.string(), epoch: z.int() }),
    person: z.object({ email: z.string().optional() }).optional(),
  }),
});

/** The notifications received so far. */
export interface NotificationCounts {
  readonly accepted: number;
  /** Duplicates, recognized by their id. */
  readonly duplicates: number;
  /** Rejected: not signed with the secret, or not a notification. */
  readonly rejected: number;
}

/** Stands in for the system that notifies a company's reps: a chat, a mailbox, a CRM. */
export interface NotificationListener {
  /** The URL to which notifications are posted. */
  readonly url: string;
  /**
   * From now on accepts notifications signed with this secret and passes them on; until then senders get 503 and retry.
   */
  trust(secret: string, onNotice: (notice: ReceivedNotification) => void): void;
  counts(): NotificationCounts;
  close(): Promise<void>;
}

/** Listens on a free port of this machine; passes on each correctly signed notification once. */
export async function startNotificationListener(clock: Clock): Promise<NotificationListener> {
  const seen = new Set<string>();
  const counts = { accepted: 0, duplicates: 0, rejected: 0 };
  let trusted: { readonly secret: string; readonly onNotice: (notice: ReceivedNotification) => void } | undefined;

  const accept = async (request: IncomingMessage): Promise<number> => {
    if (trusted === undefined) return 503;
    const body = await readBody(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    if (body === undefined) return reject(413);
    const signed = verifyWebhook([trusted.secret], { headers, body, now: clock() });
    if (signed.outcome !== 'valid') return reject(401);
    const message = NotificationMessage.safeParse(parseJson(body));
    if (!message.success) return reject(400);
    if (seen.has(signed.id)) {
      counts.duplicates += 1;
      return 200;
    }
    seen.add(signed.id);
    counts.accepted += 1;
    const { type, data } = message.data;
    const { lead, person, to, links } = data;
    trusted.onNotice({
      occasion: type.slice('lead.'.length),
      to,
      lead: lead.id,
      epoch: lead.epoch,
      email: person?.email,
      links,
    });
    return 200;
  };
  const reject = (status: number): number => {
    counts.rejected += 1;
    return status;
  };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    accept(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
  const port = await listenLocally(server);
  return {
    url: `http://127.0.0.1:${port}/notices`,
    trust: (secret, onNotice) => {
      trusted = { secret, onNotice };
    },
    counts: () => ({ ...counts }),
    close: () => closeServer(server),
  };
}

/** Returns the body, or undefined when it is larger than any notification. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
