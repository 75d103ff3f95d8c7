import type { Scope } from '../domain/access/visibility.ts';
import { ROLES, type Role } from '../domain/team/role.ts';

/** What each role may do on a route: how far it reaches, or nothing. */
type RouteAccess = Readonly<Partial<Record<Role, Scope>>>;

const ADMINS = { admin: 'all' } as const;
const MANAGERS = { manager: 'all', admin: 'all' } as const;
const BY_TEAM = { manager: 'teams', admin: 'all' } as const;
const BY_OWNER = { rep: 'own', manager: 'teams', admin: 'all' } as const;

/**
 * The table of who may do what: role by route, by the route's name. The routes take their roles from it, the handlers how
 * far a caller reaches, and docs/access.md shows it. Routes under signed links are not in it: they are open.
 */
export const ACCESS = {
  listLeads: BY_OWNER,
  getLead: BY_OWNER,
  getTimeline: BY_OWNER,
  getDecision: BY_OWNER,
  recordAnswer: BY_OWNER,
  reviewMisroute: BY_TEAM,
  assignManually: BY_TEAM,
  createLead: MANAGERS,
  recordActivities: MANAGERS,
  previewRecycling: MANAGERS,
  getRep: BY_OWNER,
  changeAvailability: BY_TEAM,
  putRep: ADMINS,
  listMembers: BY_TEAM,
  getLedger: BY_TEAM,
  previewWeights: BY_TEAM,
  getMetrics: BY_TEAM,
  getReviews: BY_TEAM,
  findAccount: MANAGERS,
  getAccount: MANAGERS,
  listAccountReviews: MANAGERS,
  decideAccount: MANAGERS,
  putAccount: ADMINS,
  suppressPerson: ADMINS,
  liftSuppression: ADMINS,
  listDoNotContact: ADMINS,
  applyDoNotContact: ADMINS,
  replayDoNotContact: ADMINS,
  forgetPerson: ADMINS,
  exportPerson: ADMINS,
  listErasures: ADMINS,
  previewRetention: ADMINS,
  replayErasures: ADMINS,
  listPlans: MANAGERS,
  publishPlan: ADMINS,
  activatePlan: ADMINS,
  approvePlan: ADMINS,
  reviewPlan: ADMINS,
  getPilots: MANAGERS,
  startPilot: ADMINS,
  changePilot: ADMINS,
  listQuarantine: MANAGERS,
  getQuarantined: MANAGERS,
  redriveQuarantined: ADMINS,
  dismissQuarantined: ADMINS,
  getSettings: MANAGERS,
  putSettings: ADMINS,
  recordIncumbentOwners: MANAGERS,
  getShadowComparison: MANAGERS,
  listSources: MANAGERS,
  getSource: MANAGERS,
  listWebhooks: ADMINS,
} as const satisfies Readonly<Record<string, RouteAccess>>;

export type GuardedRoute = keyof typeof ACCESS;

/** Returns the roles that may call a route. */
export function rolesFor(route: GuardedRoute): readonly Role[] {
  return ROLES.filter((role) => scopeFor(route, role) !== undefined);
}

/** Returns how far a role reaches on a route; undefined if it may not call it. */
export function scopeFor(route: GuardedRoute, role: Role): Scope | undefined {
  const access: RouteAccess = ACCESS[route];
  return access[role];
}
