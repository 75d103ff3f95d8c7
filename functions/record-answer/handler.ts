import { parseSecretLines } from '../../shared/adapters/secrets-manager/secret-lines.ts';
import { answerRoutes } from '../../shared/api/answers.ts';
import { readEnv } from '../../shared/runtime/env.ts';
import { serveRoutes } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { createSecretReader } from '../wiring/secrets.ts';
import { createCachedStores } from '../wiring/stores.ts';
import { recordAnswer } from './record-answer.ts';
import { recordAnswerByLink, showAnswerPage } from './record-answer-by-link.ts';
import { reviewMisroute } from './review-misroute.ts';

const runtime = startRuntime('record-answer');
const { LINK_SECRET_ARN } = readEnv('LINK_SECRET_ARN');
const secrets = createSecretReader();
const linkSecrets = async (fresh: boolean) =>
  parseSecretLines(await (fresh ? secrets.readFresh(LINK_SECRET_ARN) : secrets.read(LINK_SECRET_ARN)));
const deps = { ...createCachedStores(), linkSecrets };

/**
 * Records reps' answers about their leads, by the API or by the button behind a signed link. Trigger: API Gateway.
 * Duplicates: an answer sent twice finds the lead as the first one left it. Late: the conditional write on state and
 * epoch decides; an answer for an older assignment is refused.
 */
export const handler = serveRoutes(answerRoutes, deps, runtime, {
  recordAnswer,
  reviewMisroute,
  showAnswerPage,
  recordAnswerByLink,
});
