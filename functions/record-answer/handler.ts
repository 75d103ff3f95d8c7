import { readEnv } from '../../shared/runtime/env.ts';
import { routeTable } from '../../shared/runtime/http/route-table.ts';
import { startRuntime } from '../../shared/runtime/lambda/runtime.ts';
import { realSecrets } from '../wiring/secrets.ts';
import { realStores } from '../wiring/stores.ts';
import { answerByApi } from './answer-by-api.ts';
import { giveAnswerByLink, showAnswerOfLink } from './answer-by-link.ts';

const runtime = startRuntime('record-answer');
const { LINK_SECRET_ARN } = readEnv('LINK_SECRET_ARN');
const secrets = realSecrets();
const deps = { ...realStores(), linkSecret: () => secrets.text(LINK_SECRET_ARN) };

/**
 * Records what reps say about their leads, by the API or by the button behind a signed link. The write on state and epoch decides;
 * an answer sent twice finds the lead as the first one left it.
 */
export const handler = routeTable([answerByApi, showAnswerOfLink, giveAnswerByLink], deps, runtime);
