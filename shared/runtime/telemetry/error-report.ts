import { isCode, isFrame, type LogFields } from './log.ts';

const FRAMES_KEPT = 6;

/**
 * What may be known of an error outside the process: its name, codes and where it was thrown. Never its message,
 * since messages of JSON.parse, of schemas and of the SDK quote what they were given.
 */
export function errorFields(error: unknown): LogFields {
  const facts = asRecord(error);
  const metadata = asRecord(facts.$metadata);
  return {
    errorName: nameOf(error),
    errorCode: isCode(facts.code) ? facts.code : undefined,
    errorStatus: typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined,
    awsRequestId: typeof metadata.requestId === 'string' ? metadata.requestId : undefined,
    errorReasons: cancellationCodes(facts.CancellationReasons),
    errorCause: facts.cause === undefined ? undefined : nameOf(facts.cause),
    errorFrames: framesOf(error),
  };
}

/**
 * The same error without anything it carries. A thrown error leaves through places we do not control: Lambda prints its
 * message and stack to the log, Step Functions keeps it in the execution history. The name stays, since retries go by it.
 */
export function scrubbed(error: unknown): Error {
  const name = nameOf(error);
  const clean = new Error(name);
  clean.name = name;
  clean.stack = [name, ...framesOf(error).map((frame) => `    ${frame}`)].join('\n');
  return clean;
}

function nameOf(error: unknown): string {
  const name = asRecord(error).name;
  return isCode(name) ? name : 'UnknownError';
}

/** Lines of the stack that are places in code; the message, which may have lines that look alike, is cut off first. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const at = error.message === '' ? -1 : error.stack.indexOf(error.message);
  const trace = at === -1 ? error.stack : error.stack.slice(at + error.message.length);
  return trace
    .split('\n')
    .map((line) => line.trim())
    .filter(isFrame)
    .slice(0, FRAMES_KEPT);
}

/** DynamoDB says for each item of a cancelled transaction why; the items themselves stand beside and are left out. */
function cancellationCodes(reasons: unknown): readonly string[] | undefined {
  if (!Array.isArray(reasons)) return undefined;
  return reasons.map((reason) => asRecord(reason).Code).filter(isCode);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
