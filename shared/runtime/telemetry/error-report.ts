import { isCode, isFrame, type LogFields } from './log.ts';
import { toOriginalFrame } from './original-frames.ts';

const MAX_FRAMES = 6;

/**
 * Returns what may leave the process about an error: its name, codes and location. Never its message, because messages
 * of JSON.parse, schemas and the SDK quote their input.
 */
export function errorFieldsOf(error: unknown): LogFields {
  const facts = asRecord(error);
  const metadata = asRecord(facts.$metadata);
  return {
    errorName: nameOf(error),
    errorCode: isCode(facts.code) ? facts.code : undefined,
    errorStatus: typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined,
    awsRequestId: typeof metadata.requestId === 'string' ? metadata.requestId : undefined,
    errorReasons: cancellationCodesOf(facts.CancellationReasons),
    errorCause: facts.cause === undefined ? undefined : nameOf(facts.cause),
    errorFrames: framesOf(error),
  };
}

/**
 * Returns a copy of the error without its content. Thrown errors leave through places we do not control: Lambda logs
 * message and stack, Step Functions keeps them in the execution history. The name stays, because retries depend on it.
 */
export function scrubError(error: unknown): Error {
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

/**
 * Returns the stack lines that are code locations. The message is cut off first, because it may have lines that look
 * alike.
 */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const at = error.message === '' ? -1 : error.stack.indexOf(error.message);
  const trace = at === -1 ? error.stack : error.stack.slice(at + error.message.length);
  return trace
    .split('\n')
    .map((line) => line.trim())
    .filter(isFrame)
    .slice(0, MAX_FRAMES)
    .map(toOriginalFrame);
}

/**
 * DynamoDB returns a code for each item of a cancelled transaction. The items themselves come with it and are left out.
 */
function cancellationCodesOf(reasons: unknown): readonly string[] | undefined {
  if (!Array.isArray(reasons)) return undefined;
  return reasons.map((reason) => asRecord(reason).Code).filter(isCode);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
