import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, listenLocally } from '../../local-server.ts';

/** A request that reached a fake CRM. */
export interface CrmRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
  readonly json: Readonly<Record<string, unknown>>;
  /** The fields of a form. */
  readonly form: URLSearchParams;
}

/** What a fake CRM answers. */
export interface CrmReply {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeRecord {
  readonly id: string;
  email: string;
  deleted: boolean;
  /** The record that it was merged into. */
  mergedInto?: string;
  values: Record<string, string>;
  /** When it was changed last. */
  changedAt?: string;
  /** When it was deleted, for a CRM that tells. */
  deletedAt?: string;
  /** Its owners, the newest first. */
  owners?: FakeOwnerChange[];
  /** Stages of the life cycle that were set, the newest first. */
  stages?: readonly { readonly property: string; readonly value: string; readonly timestamp: string }[];
}

/** A change of a record's owner. */
interface FakeOwnerChange {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: string;
  readonly updatedByUserId?: number;
}

/** Something that was logged, or a deal, with its fields as the vendor names them. */
export interface FakeActivity {
  readonly id: string;
  /** The vendor's name of the object: `calls`, `Task`, `deals`, `Opportunity`. */
  readonly object: string;
  /** Whom it is about. An opportunity also names the leads that it was made of. */
  readonly records: readonly string[];
  values: Record<string, string | number | boolean | null>;
  changedAt: string;
}

export interface FakeTask {
  readonly id: string;
  readonly record: string;
  owner?: string;
  dueAt: string;
  done: boolean;
  text: string;
  deleted: boolean;
}

/** How a fake CRM misbehaves. */
export interface CrmFaults {
  /** Answers 503 to everything. */
  down: boolean;
  /** The next calls are refused: too many in a short time, or on this day. */
  limit: { readonly kind: 'short' | 'daily'; left: number } | undefined;
  /** Does what the next matching call asks for, and breaks the connection. */
  loseAnswerOf: RegExp | undefined;
  /** Records that are locked, and how many more writes find them so. */
  readonly locked: Map<string, number>;
  /** Values that properties accept; others are refused. */
  readonly choices: Map<string, readonly string[]>;
  /** Property names that do not exist. */
  readonly unknown: Set<string>;
  /** Addresses that a rule against duplicates refuses to make a record for. */
  readonly duplicates: Set<string>;
  /** Changes that the index of the search has not seen yet, by id. */
  readonly unindexed: Set<string>;
  /** Objects that the credentials may not read. */
  readonly forbidden: Set<string>;
}

/** A CRM on a port of this machine, with what it holds. */
export interface FakeCrm {
  readonly url: string;
  /** Method and path of each call. */
  readonly calls: string[];
  readonly faults: CrmFaults;
  readonly records: Map<string, FakeRecord>;
  readonly tasks: Map<string, FakeTask>;
  readonly activities: Map<string, FakeActivity>;
  /** A person, or a workflow, gives a record another owner. */
  setOwner(record: string, owner: string, by?: { readonly byPerson: boolean }): void;
  /** Refuses the credentials or tokens used so far. */
  expireTokens(): void;
  /** The secret with which it can be called now. */
  secret(): string;
  close(): Promise<void>;
}

/** A user of a fake CRM. */
export interface FakeUser {
  readonly id: string;
  readonly email: string;
  readonly active: boolean;
}

/** The users of a fake CRM that is given no others; the last one has left. */
export const CRM_USERS: readonly FakeUser[] = [
  { id: 'u1', email: 'mia.keller@acme.example', active: true },
  { id: 'u2', email: 'ben.south@acme.example', active: true },
  { id: 'u3', email: 'ada.north@acme.example', active: true },
  { id: 'u4', email: 'gone.east@acme.example', active: false },
];

/** Returns a fake that misbehaves in no way yet. */
export function noFaults(): CrmFaults {
  return {
    down: false,
    limit: undefined,
    loseAnswerOf: undefined,
    locked: new Map(),
    choices: new Map(),
    unknown: new Set(),
    duplicates: new Set(),
    unindexed: new Set(),
    forbidden: new Set(),
  };
}

/** Starts a server that answers each request as told. */
export async function serveCrm(
  { calls, faults }: Pick<FakeCrm, 'calls' | 'faults'>,
  answer: (request: CrmRequest) => CrmReply,
): Promise<Pick<FakeCrm, 'url' | 'close'>> {
  const server = createServer(async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await text(incoming);
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const method = incoming.method ?? '';
    calls.push(`${method} ${url.pathname}`);
    const reply = faults.down
      ? { status: 503, json: {} }
      : answer({
          method,
          path: url.pathname,
          query: url.searchParams,
          token: incoming.headers.authorization?.replace(/^Bearer /, ''),
          json: parse(body),
          form: new URLSearchParams(body),
        });
    if (faults.loseAnswerOf?.test(`${method} ${url.pathname}`)) {
      faults.loseAnswerOf = undefined;
      response.destroy();
      return;
    }
    response.writeHead(reply.status, {
      'content-type': 'application/json',
      ...('headers' in reply ? reply.headers : {}),
    });
    response.end(reply.json === undefined ? '' : JSON.stringify(reply.json));
  });
  const port = await listenLocally(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => closeServer(server),
  };
}

/** Whether a limit refuses this call; counts it. */
export function isLimited(faults: CrmFaults): 'short' | 'daily' | undefined {
  const { limit } = faults;
  if (!limit || limit.left <= 0) return undefined;
  limit.left -= 1;
  return limit.kind;
}

/** Whether a lock refuses this write; counts it. */
export function isLocked({ locked }: CrmFaults, id: string): boolean {
  const left = locked.get(id) ?? 0;
  locked.set(id, left - 1);
  return left > 0;
}

/** Notes that a record was changed, and its owner if that is among the changes. */
export function noteChange(
  record: FakeRecord,
  owner: string | undefined,
  source: Pick<FakeOwnerChange, 'sourceType' | 'updatedByUserId'>,
): void {
  // Two changes of one millisecond would be one.
  const at = Math.max(Date.now(), Date.parse(record.changedAt ?? '1970-01-01') + 1);
  record.changedAt = new Date(at).toISOString();
  if (owner !== undefined)
    record.owners = [{ value: owner, timestamp: record.changedAt, ...source }, ...(record.owners ?? [])];
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
