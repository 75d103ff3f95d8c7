import { PATHS } from './paths.ts';
import { ASSUMED, priceOfMillion, totalOf } from './price-of.ts';
import { PRICES } from './prices.ts';
import { NO_USE, type Recording, type Use } from './recording.ts';

/** What we want a million leads touched in time to cost at most, in US dollars. */
const AIM = 60;
const MINUTES_A_MONTH = 30 * 24 * 60;
const COUNTED: readonly (readonly [keyof Use, string])[] = [
  ['apiRequests', 'API requests'],
  ['calls', 'Lambda calls'],
  ['events', 'events on the bus'],
  ['expressExecutions', 'express executions'],
  ['transitions', 'state transitions'],
  ['queueMessages', 'queue messages'],
  ['writes', 'write units, tables'],
  ['indexWrites', 'write units, indexes'],
  ['reads', 'read units'],
  ['logBytes', 'bytes logged'],
];

/** docs/cost.md from what was counted. */
export function renderCost(recording: Recording): string {
  const named = PATHS.flatMap(({ path, says }) => {
    const use = recording.paths[path];
    return use ? [{ says, use, parts: priceOfMillion(use) }] : [];
  });
  const [touched] = named;
  const total = touched ? totalOf(touched.parts) : 0;
  return `# What it costs

Made by \`npm run cost\`: it deploys the stack to the local cloud, plays ${recording.leadsPerPath} leads on each path one after the other, counts what they
ask of AWS, and multiplies it with the price list in [prices.ts](../bench/cost/prices.ts) (us-east-1, no free tier, no discounts).
Counted on ${recording.recordedOn}. Counts are exact for the emulator; two things are assumed: a call computes ${ASSUMED.callMilliseconds} ms in ${ASSUMED.callGigabytes * 1024} MB,
an express execution takes ${ASSUMED.expressMilliseconds} ms. One at a time is the dearest case: leads that come together share calls.

**A million leads touched in time: about $${total.toFixed(0)}** (aim: at most $${AIM}).

## What one lead takes

${table(
  ['', ...named.map(({ says }) => says)],
  COUNTED.map(([name, words]) => [words, ...named.map(({ use }) => shown(use[name]))]),
)}

## What a million leads cost, in US dollars

${table(
  ['', ...named.map(({ says }) => says)],
  [
    ...Object.keys(priceOfMillion(NO_USE)).map((part) => [
      part,
      ...named.map(({ parts }) => (parts[part] ?? 0).toFixed(2)),
    ]),
    ['**together**', ...named.map(({ parts }) => `**${totalOf(parts).toFixed(2)}**`)],
  ],
)}

## What dominates, and what would lower it

${touched ? dominating(touched.parts) : ''}
- **Timers.** A transition costs as much as forty writes, so a step gets a timer only when it is less than 90 seconds away: a lead that is touched
  before pays for none. A step that is taken pays for two.
- **Writes.** Each step is a transaction, which writes everything twice: that is the price of never losing a lead. Provisioned
  capacity costs a fraction of on-demand once the load is steady.
- **Calls.** Consumers of the bus are called once an event. A queue between bus and consumer would batch them, and make each step later.

Where the write units of a lead touched in time go, by the keys of the rows ([data-model.md](data-model.md)):

${table(
  ['row', 'write units'],
  Object.entries(recording.rows)
    .sort(([, a], [, b]) => b - a)
    .map(([row, units]) => [`\`${row}\``, shown(units)]),
)}

## What runs whether leads come or not

${table(
  ['each month', 'runs', 'read units', 'write units', 'US dollars'],
  Object.entries(recording.scheduled).map(([name, { reads, writes }]) => {
    const runs = name === 'sweep' ? MINUTES_A_MONTH : MINUTES_A_MONTH / 15;
    const tables = (runs * (reads * PRICES.tableReads + writes * PRICES.tableWrites)) / 1_000_000;
    const calls = priceOfMillion({ ...NO_USE, calls: 1 });
    return [
      name,
      String(runs),
      shown(reads * runs),
      shown(writes * runs),
      (tables + (totalOf(calls) * runs) / 1_000_000).toFixed(2),
    ];
  }),
)}

Besides: each alarm $0.10 a month, each secret $0.40, each metric of our own $0.30, the dashboard $3, traces as your sampling rule says, stored data by size.
`;
}

function dominating(parts: Readonly<Record<string, number>>): string {
  const total = totalOf(parts);
  const [first, second, third] = Object.entries(parts).sort(([, a], [, b]) => b - a);
  return [first, second, third]
    .flatMap((part) =>
      part ? [`- ${part[0]}: ${Math.round((part[1] / total) * 100)} % of a lead touched in time.`] : [],
    )
    .join('\n');
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 100 ? 1 : 0);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
