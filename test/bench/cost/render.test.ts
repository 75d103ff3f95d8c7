import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { priceOfMillionLeads, totalPrice } from '../../../bench/cost/price-of.ts';
import { NO_USAGE, Recording } from '../../../bench/cost/recording.ts';
import { renderCost } from '../../../bench/cost/render.ts';

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('the price of a million leads', () => {
  it('multiplies each part by its own price', () => {
    const parts = priceOfMillionLeads({ ...NO_USAGE, transitions: 4, writes: 10, indexWrites: 2, events: 5 });
    expect(parts).toMatchObject({
      'Step Functions, transitions': 100,
      'DynamoDB, tables': 6.25,
      'DynamoDB, indexes': 1.25,
      EventBridge: 5,
    });
    expect(totalPrice(parts)).toBe(112.5);
  });

  it('is in docs/cost.md as last recorded (npm run cost records again)', () => {
    const recording = Recording.parse(JSON.parse(file('bench/cost/recording.json')));
    expect(file('docs/cost.md')).toBe(renderCost(recording));
  });
});
