import type * as z from 'zod';
import { planRoutes } from '../../shared/api/plans.ts';
import type { ApiClient } from '../api-client.ts';
import { formatTable } from '../table.ts';
import { formatReview } from './review-text.ts';

const Plans = planRoutes.listPlans.replies[200];
type Plans = z.output<typeof Plans>;
const Activated = planRoutes.activatePlan.replies[200];

/** Reads the versions of an environment, and who put which in force. */
export function readHistory(api: Pick<ApiClient, 'call'>): Promise<Plans> {
  return api.call('GET', '/v1/plans', { reply: Plans });
}

/** Formats the history, newest first, on this day (`2026-11-27`). Versions without an entry stand below. */
export function formatHistory(
  { active, versions, history, proposals = [], review, reviews = [] }: Plans,
  today: string,
): string {
  const recorded = new Set([...history, ...proposals].map(({ version }) => version));
  const entries = [
    ...history.map(({ version, at, by, approvedBy, reason, forced, pilot, change }, index) => [
      `${version}${index === 0 && version === active ? ' in force' : ''}`,
      at,
      approvedBy === undefined ? by : `${by}, approved by ${approvedBy}`,
      whyOf({ reason, pilot, change }),
      change?.expect ?? '–',
      change?.review === undefined ? '–' : `${change.review}${change.review <= today ? ' past' : ''}`,
      forced ?? '–',
    ]),
    ...proposals
      .filter(({ state }) => state === 'open')
      .map(({ version, at, by, expiresAt, forced }) => [
        String(version),
        at,
        by,
        `proposed until ${expiresAt}`,
        '–',
        '–',
        forced ?? '–',
      ]),
    ...reviews.map(({ version, at, by, why, next }) => [
      String(version),
      at,
      by,
      `reviewed: ${why}`,
      '–',
      next === undefined ? '–' : `${next}${next <= today ? ' past' : ''}`,
      '–',
    ]),
  ];
  const rows = [
    ...entries.sort(([, a = ''], [, b = '']) => b.localeCompare(a)),
    ...versions
      .filter(({ version }) => !recorded.has(version))
      .map(({ version, publishedAt, publishedBy }) => [
        `${version}${version === active ? ' in force' : ''}`,
        publishedAt,
        publishedBy,
        ...['–', '–', '–', '–'],
      ]),
  ];
  if (rows.length === 0) return 'No plan was published yet.';
  const table = formatTable(['Version', 'When', 'Who', 'Why', 'Expected', 'Review', 'Forced'], rows);
  return review ? `${table}\n${formatReview(review, `${today}T00:00:00.000Z`)}` : table;
}

function whyOf({ reason, pilot, change }: Pick<Plans['history'][number], 'reason' | 'pilot' | 'change'>): string {
  if (pilot !== undefined) return `promoted from ${pilot}${reason === undefined ? '' : `: ${reason}`}`;
  return (reason === undefined ? change?.why : `rollback: ${reason}`) ?? '–';
}

/**
 * Returns the version that was in force before the active one. Without an entry about it, the highest version below.
 * @throws a sentence that says what to do when there is none
 */
export function previousVersion({ active, versions, history }: Plans): number {
  const before =
    history.find(({ version }) => version !== active)?.version ??
    versions.find(({ version }) => active !== undefined && version < active)?.version;
  if (before === undefined) throw new Error('No other version was in force before. See: baton plan history');
  return before;
}

/**
 * Puts an earlier version in force again. @returns the version
 * @throws {ApiError} 409 when another version was put in force meanwhile, 404 when there is no such version
 */
export async function rollBack(
  api: Pick<ApiClient, 'call'>,
  { version, reason }: { readonly version?: number; readonly reason: string },
): Promise<number> {
  const plans = await readHistory(api);
  const target = version ?? previousVersion(plans);
  if (target === plans.active) throw new Error(`Version ${target} is in force already.`);
  const body = { version: target, over: plans.active ?? 0, reason };
  return (await api.call('PUT', '/v1/plans/active', { body, reply: Activated })).version;
}
