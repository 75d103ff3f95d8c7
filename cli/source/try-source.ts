import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { readSourceBody } from '../../shared/adapters/intake/read-body.ts';
import { instantOf } from '../../shared/domain/instant.ts';
import type { Submission } from '../../shared/domain/intake/submission.ts';
import { findingsOf } from '../../shared/domain/sources/findings.ts';
import type { Source } from '../../shared/ports/source-store.ts';
import { SOURCE_KINDS } from '../../shared/sources/source-kinds.ts';
import { hookUrlOf, type SourceAccess } from './environment.ts';
import { urlWithSecret } from './instructions.ts';
import { sampleFieldsOf } from './sample-body.ts';
import { readCurrentSecret } from './secrets.ts';

/** The result of a sample: the hook's response, and how the sample was interpreted. */
export interface TestResult {
  readonly status: number;
  readonly leads: readonly string[];
  readonly understood: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, string>>;
  readonly unmapped: readonly string[];
  readonly unknown: readonly string[];
  readonly problem?: string;
}

const Receipt = z.object({ leads: z.array(z.object({ id: z.string() })).default([]), problem: z.string().optional() });

/** Sends a signed sample (or a given body) through the real hook as a test lead, and returns how it was interpreted. */
export async function sendSample(
  source: Source,
  environment: SourceAccess,
  body?: Readonly<Record<string, unknown>>,
): Promise<TestResult> {
  const { outputs, plans } = environment;
  const secret = await readCurrentSecret({ arn: outputs.SourceSecretsArn, source: source.id });
  if (secret === undefined)
    throw new Error(`The source ${source.id} has no secret. Create one: baton source rotate ${source.id}`);
  const kind = SOURCE_KINDS[source.kind];
  const { proof } = source;
  const at = instantOf(Date.now());
  const sent = kind.markAsTest(body ?? kind.buildSample(sampleFieldsOf(source), { id: randomUUID(), at }));
  const text = JSON.stringify(proof?.by === 'field' ? { ...sent, [proof.name]: secret } : sent);
  const hookUrl = hookUrlOf(source, outputs);
  const url = proof?.by === 'query' ? urlWithSecret(proof.name, hookUrl, secret) : hookUrl;
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(proof === undefined && kind.sign(secret, { url, body: text, at })),
    },
    body: text,
  });
  const { leads, problem } = Receipt.parse(await answer.json().catch(() => ({})));
  const read = await readSourceBody({ body: new TextEncoder().encode(text), contentType: 'application/json' }, source);
  const [submission] = read.ok ? read.value.submissions : [];
  const found = submission ? findingsOf(submission, (await plans.active())?.plan) : [];
  const named = (kind: string) =>
    found.flatMap((one) => (one.kind === kind ? [[one.name, one.about].filter(Boolean).join(': ')] : []));
  return {
    status: answer.status,
    leads: leads.map(({ id }) => id),
    understood: submission ? describeSubmission(submission) : {},
    answers: submission?.person.answers ?? {},
    unmapped: named('unmapped'),
    unknown: named('unknown'),
    ...((problem ?? (read.ok ? undefined : read.problem)) && { problem: problem ?? (read.ok ? '' : read.problem) }),
  };
}

function describeSubmission({
  person,
  submittedFacts: given,
  touch,
  externalIds,
}: Submission): Readonly<Record<string, string>> {
  const { answers: _, ...identity } = person;
  const external = externalIds.length > 0 ? { externalId: externalIds.join(', ') } : {};
  return Object.fromEntries(
    Object.entries({ touch, ...identity, ...given, ...external }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
