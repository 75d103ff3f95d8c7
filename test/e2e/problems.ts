import { expect } from 'vitest';
import * as z from 'zod';
import { PROBLEMS, type ProblemKind } from '../../shared/runtime/http/problem.ts';
import type { HttpReply } from './http.ts';

/** Part of every invalid value that a test sends; no response may repeat it. */
export const INVALID_VALUE_MARK = 'zebra-quartz';

/** Source locations, and error names of runtimes and clouds. */
const INTERNALS = /\bat [\w.<>]+ \(|node:|\.[cm]?[jt]s\b|\bError\b|Exception|arn:aws|TableName/;

const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().min(10),
  instance: z.string().startsWith('urn:baton:request:'),
  errors: z
    .array(
      z.strictObject({
        in: z.enum(['body', 'query', 'path']),
        field: z.string(),
        expected: z.string().min(1),
        got: z.string().optional(),
      }),
    )
    .optional(),
});

/** Asserts that a refusal is a problem of this kind (RFC 9457), repeats no value and reveals no internals. */
export function expectProblem(reply: HttpReply, kind: ProblemKind, about: string) {
  expect(`${reply.status} ${reply.type}`, `${about}: ${reply.text.slice(0, 300)}`).toBe(
    `${PROBLEMS[kind].status} application/problem+json`,
  );
  const problem = Problem.parse(reply.json());
  expect(problem, about).toMatchObject({ type: `/problems/${kind}`, ...PROBLEMS[kind] });
  expectNoLeak(reply, about);
  return problem;
}

/** Asserts that a response repeats no invalid value and shows no stack trace. */
export function expectNoLeak(reply: HttpReply, about: string): void {
  expect(reply.text.toLowerCase(), about).not.toContain(INVALID_VALUE_MARK);
  expect(reply.text, about).not.toMatch(INTERNALS);
}

/** Makes a few calls in parallel: each overlapping call costs the local cloud a new process for its function. */
export async function forEachConcurrently<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const workers = Array.from({ length: 3 }, async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  });
  await Promise.all(workers);
}
