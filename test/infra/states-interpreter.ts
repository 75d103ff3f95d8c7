import jsonata from 'jsonata';

type Json = Readonly<Record<string, unknown>>;

/** A state of a definition, as far as the interpreter knows it. */
export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: unknown;
  readonly Output?: unknown;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: boolean;
  readonly Catch?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly Next: string;
    readonly Output?: unknown;
  }[];
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Retry?: readonly { readonly MaxAttempts: number; readonly JitterStrategy: string }[];
  readonly Seconds?: string;
}

export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly QueryLanguage: string;
}

/** What happens around an execution: when it starts and, if ever, when somebody completes the token it waits with. */
export interface Surroundings {
  readonly startsAt: string;
  readonly completedAt?: string;
  readonly completedWith?: Json;
}

/** What an execution did: the states that it entered, with the date of each, the arguments of its calls, its output. */
export interface Run {
  readonly entered: readonly string[];
  readonly dates: readonly string[];
  readonly calls: readonly Json[];
  readonly output: unknown;
}

/**
 * Runs a definition on virtual time: choices, tasks, and tasks that wait for a token until their time-out. Calls of
 * functions return `{ ended: 'by_function' }`.
 * @throws for a state of any other type, a missing state, or an expression that cannot be evaluated
 */
export async function interpret(definition: Definition, input: unknown, around: Surroundings): Promise<Run> {
  let now = Date.parse(around.startsAt);
  let current: unknown = input;
  const entered: string[] = [];
  const dates: string[] = [];
  const calls: Json[] = [];
  const evaluate = (template: unknown, states: object) => evaluateTemplate(template, states, now);
  for (let name: string | undefined = definition.StartAt; name !== undefined; ) {
    const state: State | undefined = definition.States[name];
    if (!state) throw new Error(`no state ${name}`);
    entered.push(name);
    dates.push(new Date(now).toISOString());
    const states = { input: current, context: { Task: { Token: `token of ${name}` } } };
    if (state.Type === 'Succeed') break;
    if (state.Type === 'Choice') {
      name = await choose(state, (condition) => evaluate(condition, states));
      continue;
    }
    if (state.Type !== 'Task') throw new Error(`unknown type ${state.Type}`);
    calls.push((await evaluate(state.Arguments, states)) as Json);
    const waits = state.Resource?.endsWith('.waitForTaskToken');
    const timeout = now + Number(await evaluate(state.TimeoutSeconds ?? 0, states)) * 1000;
    const completed = around.completedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(around.completedAt);
    if (waits && completed >= timeout) {
      now = timeout;
      const caught = state.Catch?.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'));
      if (!caught) throw new Error(`${name} timed out`);
      current = await evaluate(caught.Output, states);
      name = caught.Next;
      continue;
    }
    now = Math.max(now, waits ? completed : now);
    const result = waits ? around.completedWith : { Payload: { ended: 'by_function' } };
    current = await evaluate(state.Output, { ...states, result });
    name = state.End ? undefined : state.Next;
  }
  return { entered, dates, calls, output: current };
}

async function choose(state: State, evaluate: (condition: string) => Promise<unknown>): Promise<string | undefined> {
  for (const { Condition, Next } of state.Choices ?? []) {
    const holds = await evaluate(Condition);
    if (typeof holds !== 'boolean') throw new Error(`${Condition} is neither true nor false`);
    if (holds) return Next;
  }
  return state.Default;
}

async function evaluateTemplate(template: unknown, states: object, now: number): Promise<unknown> {
  if (typeof template === 'string') {
    const [, expression] = /^\{%(.*)%\}$/s.exec(template) ?? [];
    if (expression === undefined) return template;
    const compiled = jsonata(expression);
    compiled.registerFunction('millis', () => now);
    return compiled.evaluate({}, { states });
  }
  if (Array.isArray(template)) return Promise.all(template.map((one) => evaluateTemplate(one, states, now)));
  if (typeof template !== 'object' || template === null) return template;
  const entries = Object.entries(template).map(async ([key, one]) => [key, await evaluateTemplate(one, states, now)]);
  return Object.fromEntries(await Promise.all(entries));
}
