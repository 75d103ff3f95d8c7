import * as z from 'zod';

const Problem = z.object({
  title: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), expected: z.string() })).optional(),
});

/** The API refused a call; the message says what to do next. */
export class ApiError extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A client for the API of one environment with one key. */
export interface ApiClient {
  readonly url: string;
  /** Returns the parsed body. @throws {ApiError} for any status but 2xx. */
  call<Body>(
    method: string,
    path: string,
    options: { readonly body?: unknown; readonly reply: z.ZodType<Body> },
  ): Promise<Body>;
}

/** Creates an {@link ApiClient} for this URL and key. */
export function createApiClient(url: string, key: string): ApiClient {
  return {
    url,
    async call(method, path, { body, reply }) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) throw new ApiError(answer.status, `${method} ${path}: ${problemText(answer.status, text)}`);
      return reply.parse(text === '' ? undefined : JSON.parse(text));
    },
  };
}

function problemText(status: number, text: string): string {
  const found = Problem.safeParse(parseJson(text));
  if (!found.success) return `answered ${status}`;
  const { title, detail, errors = [] } = found.data;
  return [`${title}. ${detail}`, ...errors.map(({ field, expected }) => `  ${field}: ${expected}`)].join('\n');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
