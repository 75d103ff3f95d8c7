import { LARGE_OFFICE, SMALL_OFFICE } from './large-office.ts';
import { PATHS } from './paths.ts';
import { ASSUMPTIONS, POLLS_PER_MONTH, priceOfMillionLeads, totalPrice } from './price-of.ts';
import { PRICES } from './prices.ts';
import { type LeadUsage, NO_USAGE, type Recording } from './recording.ts';
import { SCHEDULED_FUNCTIONS } from './scheduled-functions.ts';

/** Target: maximum cost of a million leads with a first response in time, their executions included, in US dollars. */
const TARGET_DOLLARS = 70;
/** Queues that a function polls: doorbell, leads to count, webhooks. */
const POLLED_QUEUES = 3;
const MINUTES_PER_MONTH = 30 * 24 * 60;
const COUNTED_ROWS: readonly (readonly [keyof LeadUsage, string])[] = [
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

/** What counting a lead once more costs, a million times: a message, a call, two reads and a tally. */
function laterResponse(): number {
  return totalPrice(priceOfMillionLeads({ ...NO_USAGE, queueMessages: 1, calls: 1, reads: 2, writes: 1 }));
}

/** Renders docs/cost.md from a recording. */
export function renderCost(recording: Recording): string {
  const named = PATHS.flatMap(({ path, description: says }) => {
    const use = recording.paths[path];
    return use ? [{ says, use, parts: priceOfMillionLeads(use) }] : [];
  });
  const [touched] = named;
  const sizes = [SMALL_OFFICE, LARGE_OFFICE].map(({ rules, reps }) => `${rules} rules, ${reps} reps`);
  const sizeUses = [touched?.use ?? NO_USAGE, recording.large.usage];
  const sizeRows = COUNTED_ROWS.map(([name, words]) => [words, ...sizeUses.map((use) => formatNumber(use[name]))]);
  const sizeTotals = [touched?.use ?? NO_USAGE, recording.large.usage].map((use) =>
    totalPrice(priceOfMillionLeads(use)),
  );
  const total = touched ? totalPrice(touched.parts) : 0;
  const millionOf = (use: LeadUsage): number => totalPrice(priceOfMillionLeads(use));
  const totals = [
    ['`whole_window`', touched?.use ?? NO_USAGE, recording.large.usage],
    ['`near_steps`', recording.nearSteps, recording.large.nearSteps],
  ] as const;
  const most = Math.max(...totals.flatMap(([, ...uses]) => uses.map(millionOf)));
  const webhooks = millionOf(recording.subscribed) - total;
  return `# What it costs

\`npm run cost\` writes this page. It deploys the stack to the local cloud, plays ${recording.leadsPerPath} leads on each path
one after the other, counts their AWS usage, and multiplies it by the price list in
[prices.ts](../bench/cost/prices.ts) (us-east-1, no free tier, no discounts). Counted on
${recording.recordedOn}.

Counts are exact for the emulator. Leads wait 13 seconds to be counted for reports there instead of five minutes,
and functions keep settings for as much longer: people of the recording respond in seconds. Two things are assumed: a call computes ${ASSUMPTIONS.callMilliseconds} ms in ${ASSUMPTIONS.callGigabytes * 1024} MB, and an
express execution takes ${ASSUMPTIONS.expressMilliseconds} ms. Functions log, cache and
publish as in \`prod\`. One lead at a time is the most expensive case: leads that arrive together
share calls.

A million leads with a first response in time, in US dollars, with the execution of each assignment:

${formatTable(
  ['follow-up', ...sizes],
  totals.map(([mode, ...uses]) => [mode, ...uses.map((use) => `**${millionOf(use).toFixed(2)}**`)]),
)}

The target is at most $${TARGET_DOLLARS} in each of these: ${most <= TARGET_DOLLARS ? 'met' : `**missed by $${(most - TARGET_DOLLARS).toFixed(2)}**`}. What comes on top, if you want it:

- a webhook subscribed to every event: $${webhooks.toFixed(2)} (counted: ${formatNumber(recording.subscribed.queueMessages - (touched?.use.queueMessages ?? 0))} messages and
  ${formatNumber(recording.subscribed.calls - (touched?.use.calls ?? 0))} calls more for each lead; on AWS events that come together share calls);
- a first response later than four and a half minutes after the assignment, which is counted by a message of its
  own ([ADR 36](adr/0036-room-in-the-stack-and-cheaper-nudges.md)): $${laterResponse().toFixed(2)};
- \`traced\` in environments.ts: each call up to one a second of a function is a trace, so at most
  $${((touched?.use.calls ?? 0) * PRICES.traces).toFixed(0)}.

## Usage of one lead

${formatTable(
  ['', ...named.map(({ says }) => says)],
  COUNTED_ROWS.map(([name, words]) => [words, ...named.map(({ use }) => formatNumber(use[name]))]),
)}

## Cost of a million leads, in US dollars

${formatTable(
  ['', ...named.map(({ says }) => says)],
  [
    ...Object.keys(priceOfMillionLeads(NO_USAGE)).map((part) => [
      part,
      ...named.map(({ parts }) => (parts[part] ?? 0).toFixed(2)),
    ]),
    ['**total**', ...named.map(({ parts }) => `**${totalPrice(parts).toFixed(2)}**`)],
  ],
)}

## What dominates, and how to lower it

${touched ? formatLargestParts(touched.parts) : ''}
- **The clock.** A state transition costs as much as forty writes. With \`followUp: 'whole_window'\`, as
  counted below, a lead with a response in time takes one, after the warning three, after the breach
  five ([ADR 24](adr/0024-one-execution-per-assignment.md)). With \`near_steps\` it takes none, and each
  step that is acted on takes two ([ADR 15](adr/0015-timers-only-for-what-is-near.md)).
- **Writes.** A change that touches more than the lead is a transaction, which costs twice as much. That
  is the price of never losing a lead. What need not be part of it is written before or after it
  ([ADR 29](adr/0029-what-a-transition-writes.md), [ADR 31](adr/0031-around-the-transaction.md)). Once the
  load is steady, provisioned capacity costs a fraction of on-demand.
- **Calls.** One consumer of the stream starts routing, doorbells and timers itself, and is called
  once for all events of a moment. Only events that somebody subscribed to go to the bus
  ([ADR 30](adr/0030-fewer-calls-for-a-lead.md)). What happens to a lead within minutes is counted for reports by one
  message ([ADR 36](adr/0036-room-in-the-stack-and-cheaper-nudges.md)).

What was saved, counted before and after each change, for a lead with a response in time:

| change | before | after |
| --- | ---: | ---: |
| plan, settings, sources and profiles kept in the process: read units (ADR 30) | 76 | 61 |
| the same in a team of 50 | 171 | 107 |
| no log lines for runs that went well: bytes | 17390 | 3120 |
| one stream consumer: Lambda calls | 26 | 18 |
| only what is subscribed to on the bus: events | 5 | 1 |
| less in each transition: write units with those of indexes (ADR 29) | 70 | 44 |
| tallies instead of counters: write units of reports (ADR 26) | 20 | 2 |
| entries of queues outside of the transaction: write units (ADR 31) | 4 | 2 |
| the entry of the company outside of it | 2 | 1 |
| details ahead of the routing, which then is no transaction | 4 | 2 |
| loads by query: read units in a team of 50 | 50 | 4 |
| states not read twice, timelines by one query: read units | 58.8 | 48 |
| \`notify-rep\` called without the bus: events (ADR 36) | 1 | 0 |
| what happens within minutes counted by one message: messages | 2 | 1 |
| the same: Lambda calls | 2 | 1 |
| the same: write units of reports | 2 | 1 |
| the same: read units of reports | 6 | 3 |
| tokens that expire instead of being removed: write units | 2 | 1 |
| free slots looked for only when one is freed: read units of the relay | 4 | 3 |
| a lead with its timeline or tokens, a ledger with what is owed to it, by one query: read units | 8 | 3 |
| half the price where a later read, a condition or a comparison decides: read units | 13 | 7 |
| no metric that nobody shows, one count: bytes logged | 1891 | ${formatNumber(touched?.use.logBytes ?? 0)} |
| read units of all of these together | 48 | ${formatNumber(touched?.use.reads ?? 0)} |

The read units from 58.8 on include keys that are looked up and not found, which were not counted before. The write units
of indexes include those of updates, one more than before. Asking empty queues was counted for each
message before; it is a fixed cost.

## What is read

Read units by function and row, where they are half a unit or more:

${formatTable(
  ['function and row', ...sizes],
  Object.entries(recording.large.reads)
    .filter(([place, units]) => Math.max(units, recording.reads[place] ?? 0) >= 0.5)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, units]) => [`\`${place}\``, formatNumber(recording.reads[place] ?? 0), formatNumber(units)]),
)}

## A small plan and a large one

A lead with a first response in time, whose rule is the last one of the plan, in a team of all reps.
Both were counted the same way.

${formatTable(['', ...sizes], [...sizeRows, ['**a million leads, in US dollars**', ...sizeTotals.map((sum) => `**${sum.toFixed(2)}**`)]])}

Write units by row key ([data-model.md](data-model.md)):

${formatTable(
  ['row', ...sizes],
  Object.entries(recording.rows)
    .sort(([, a], [, b]) => b - a)
    .map(([row, units]) => [`\`${row}\``, formatNumber(units), formatNumber(recording.large.rows[row] ?? 0)]),
)}

## Fixed cost of scheduled functions

${formatTable(
  ['each month', 'runs', 'read units', 'write units', 'US dollars'],
  Object.entries(recording.scheduled).map(([name, { reads, writes }]) => {
    const runs = MINUTES_PER_MONTH / (SCHEDULED_FUNCTIONS.get(name)?.everyMinutes ?? 1);
    const tables = (runs * (reads * PRICES.tableReads + writes * PRICES.tableWrites)) / 1_000_000;
    const calls = priceOfMillionLeads({ ...NO_USAGE, calls: 1 });
    return [
      name,
      String(runs),
      formatNumber(reads * runs),
      formatNumber(writes * runs),
      (tables + (totalPrice(calls) * runs) / 1_000_000).toFixed(2),
    ];
  }),
)}

Also, per month: asking empty queues $${((POLLED_QUEUES * POLLS_PER_MONTH * PRICES.queueRequests) / 1_000_000).toFixed(2)}, each alarm $0.10, each secret $0.40, each custom metric $0.30, the dashboard $3. What
stored data costs depends on its size.
`;
}

function formatLargestParts(parts: Readonly<Record<string, number>>): string {
  const total = totalPrice(parts);
  const [first, second, third] = Object.entries(parts).sort(([, a], [, b]) => b - a);
  return [first, second, third]
    .flatMap((part) =>
      part ? [`- ${part[0]}: ${Math.round((part[1] / total) * 100)} % of a lead with a response in time.`] : [],
    )
    .join('\n');
}

function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 100 ? 1 : 0);
}

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
