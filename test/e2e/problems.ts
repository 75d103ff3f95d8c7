import { expect } from 'vitest';
import { z } from 'zod';
import { PROBLEMS, type ProblemKind } from '../../shared/runtime/http/problem.ts';
import type { Reply } from './http.ts';

/** Stands in every bad value that a test sends; no answer may repeat it. */
export const MARK = 'zebra-quartz';

/** Places in code, and what runtimes and clouds call their errors. */
const INNARDS = /\bat [\w.<>]+ \(|node:|\.[cm]?[jt]s\b|\bError\b|Exception|arn:aws|TableName/;

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

/** A refusal must be a problem of this kind, as RFC 9457 says, that repeats no value and shows nothing of the inside. */
export function expectProblem(reply: Reply, kind: ProblemKind, about: string) {
  expect(`${reply.status} ${reply.type}`, `${about}: ${reply.text.slice(0, 300)}`).toBe(
    `${PROBLEMS[kind].status} application/problem+json`,
  );
  const problem = Problem.parse(reply.json());
  expect(problem, about).toMatchObject({ type: `/problems/${kind}`, ...PROBLEMS[kind] });
  expectNothingTold(reply, about);
  return problem;
}

/** No answer repeats a bad value or shows a stack. */
export function expectNothingTold(reply: Reply, about: string): void {
  expect(reply.text.toLowerCase(), about).not.toContain(MARK);
  expect(reply.text, about).not.toMatch(INNARDS);
}

/** Calls a few at a time: each call that meets another one costs the local cloud a new process for its function. */
export async function fewAtATime<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const workers = Array.from({ length: 3 }, async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  });
  await Promise.all(workers);
}
