import type { Condition } from '../plan/condition.ts';
import { describeCondition } from './condition-text.ts';

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const;
const CONDITION_KINDS: readonly unknown[] = ['all', 'any', 'field'];

/** Formats seconds as a plan writes them: `5m`, `36h`, `30d`. */
export function formatPlanDuration(seconds: number): string {
  const unit = UNITS.find(([, size]) => seconds >= size && seconds % size === 0);
  return unit ? `${seconds / unit[1]}${unit[0]}` : `${seconds}s`;
}

/**
 * Says what differs between two values of a plan, a line for each difference: `cap.open: 40 → 25`. Names are written as
 * in a plan file. Lists of plain values are compared as a whole, other lists item by item.
 */
export function describeValueChanges(before: unknown, after: unknown): readonly string[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path) ?? 'none', now.get(path) ?? 'none'];
    return was === is ? [] : [`${path === '' ? '' : `${path}: `}${was} → ${is}`];
  });
}

/** Returns every plain value of a tree as text, by its path. */
function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (value === undefined) return leaves;
  if (isCondition(value)) leaves.set(path, describeCondition(value));
  else if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) leaves.set(path, listText(value));
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) addLeaf(key, item, path, leaves);
  else leaves.set(path, String(value));
  return leaves;
}

function addLeaf(key: string, item: unknown, path: string, leaves: Map<string, string>): void {
  const isDuration = key.endsWith('Seconds') && typeof item === 'number';
  const name = nameInFile(isDuration ? key.slice(0, -'Seconds'.length) : key);
  leavesOf(isDuration ? formatPlanDuration(item) : item, path === '' ? name : `${path}.${name}`, leaves);
}

function listText(items: readonly unknown[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}

function isCondition(value: unknown): value is Condition {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return CONDITION_KINDS.includes(value.kind) && ('of' in value || 'test' in value);
}

/** `firstTouch` → `first_touch`. A list's index counts from one. */
function nameInFile(key: string): string {
  return /^\d+$/.test(key) ? String(Number(key) + 1) : key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
