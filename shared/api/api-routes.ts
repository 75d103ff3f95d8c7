import type { RouteDefinition } from '../runtime/http/route.ts';
import { decideLeadAccount, findAccount, getAccount, listAccountReviews, putAccount } from './accounts.ts';
import { postActivities } from './activities.ts';
import { answerLead, giveAnswer, showAnswer } from './answers.ts';
import { assignLead, createLead, getDecision, getLead, listLeads } from './leads.ts';
import { describeApi } from './openapi.ts';
import { activatePlan, listPlans, publishPlan } from './plans.ts';
import { dismissQuarantined, getQuarantined, listQuarantine, redriveQuarantined } from './quarantine.ts';
import { previewRecycling } from './recycling.ts';
import { getMetrics, getReviews } from './reports.ts';
import { changeAvailability, getRep, putRep } from './reps.ts';
import { getSettings, getShadowComparison, putSettings, reportIncumbentOwners } from './shadow-mode.ts';
import { getSource, listSources } from './sources.ts';
import { getLedger } from './teams.ts';
import { getTimeline } from './timeline.ts';
import { listWebhooks } from './webhooks.ts';

/** Every route of the API, in the order of the OpenAPI document. */
export const API_ROUTES: readonly RouteDefinition[] = [
  createLead,
  listLeads,
  getLead,
  getTimeline,
  getDecision,
  answerLead,
  assignLead,
  decideLeadAccount,
  listAccountReviews,
  findAccount,
  getAccount,
  putAccount,
  postActivities,
  getRep,
  putRep,
  changeAvailability,
  getLedger,
  getMetrics,
  getReviews,
  listPlans,
  publishPlan,
  activatePlan,
  getSettings,
  putSettings,
  reportIncumbentOwners,
  getShadowComparison,
  previewRecycling,
  listQuarantine,
  getQuarantined,
  redriveQuarantined,
  dismissQuarantined,
  listSources,
  getSource,
  listWebhooks,
  showAnswer,
  giveAnswer,
  describeApi,
];
