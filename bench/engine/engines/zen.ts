import type { Rule, Test } from '../rule-set.ts';
import { type Engine, NO_RULE } from './engine.ts';

/** The package under measurement. It has a binary for each platform, and registries need not have them all. */
export const ZEN_PACKAGE = '@gorules/zen-engine@0.54.0';
const MODULE: string = '@gorules/zen-engine';

interface ZenDecision {
  evaluate(lead: object): Promise<{ readonly result?: { readonly number?: unknown } | null }>;
}
interface ZenModule {
  readonly ZenEngine: new () => { createDecision(content: object): ZenDecision };
}

/** Returns @gorules/zen-engine: one decision table with the hit policy `first`. Undefined where it is not installed. */
export async function loadZen(): Promise<Engine | undefined> {
  const module = await import(MODULE).then(
    (loaded: ZenModule) => loaded,
    () => undefined,
  );
  if (module === undefined) return undefined;
  return {
    name: MODULE,
    load: (rules) => {
      const decision = new module.ZenEngine().createDecision(decisionOf(rules));
      return async (lead) => {
        const { result } = await decision.evaluate(lead);
        return typeof result?.number === 'number' ? result.number : NO_RULE;
      };
    },
  };
}

function decisionOf(rules: readonly Rule[]): object {
  const fields = [...new Set(rules.flatMap((rule) => rule.map(({ field }) => field)))];
  const content = {
    hitPolicy: 'first',
    inputs: fields.map((field) => ({ id: field, name: field, field })),
    outputs: [{ id: 'number', name: 'number', field: 'number' }],
    rules: rules.map((rule, number) => ({
      _id: String(number),
      ...Object.fromEntries(rule.map((test) => [test.field, unaryOf(test)])),
      number: String(number),
    })),
  };
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in' },
      { id: 'table', type: 'decisionTableNode', name: 'table', content },
      { id: 'out', type: 'outputNode', name: 'out' },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  };
}

function unaryOf(test: Test): string {
  switch (test.op) {
    case 'equals':
      return JSON.stringify(test.value);
    case 'one_of':
      return test.values.map((value) => JSON.stringify(value)).join(', ');
    case 'none_of':
      return `not($ in ${JSON.stringify(test.values)})`;
    case 'between':
      return `[${test.from}..${test.to}]`;
  }
}
