import { expect, it } from 'vitest';
import { LOG_FIELDS } from '../../shared/runtime/telemetry/log.ts';
import { LOG_CODE_TEXTS } from '../../shared/runtime/telemetry/log-code-texts.ts';
import { LOG_CODES, type LogCode } from '../../shared/runtime/telemetry/log-codes.ts';

/** Returns a table row of Markdown. */
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function renderPage(): string {
  const codes = (Object.keys(LOG_CODES) as LogCode[]).map((code) => {
    const { meaning, action = '' } = LOG_CODE_TEXTS[code];
    return row(`\`${code}\``, LOG_CODES[code], meaning, action);
  });
  const fields = Object.entries(LOG_FIELDS).map(([field, kind]) => row(`\`${field}\``, kind));
  return `# Log codes

<!-- Made from log-codes.ts, log-code-texts.ts and log.ts in shared/runtime/telemetry by \`npm run docs:logs\`; edit them there. -->

Every log line is JSON: \`level\`, \`code\`, \`function\`, \`environment\`, the time as \`at\`, and fields. It
has no sentence and no personal data: a code or a field that is not listed here is dropped before the
line is written. The [runbook](runbook.md) says what to do when an alarm rings.

A run that went well is logged at level \`debug\`, which \`staging\` and \`prod\` leave out, as they do
Lambda's own lines about each call. To see them, set \`logLevel: 'DEBUG'\` in \`infra/environments.ts\`.
What became of a lead is in its timeline: \`GET /v1/leads/{id}/timeline\`.

## Codes

| code | level | means | do |
|---|---|---|---|
${codes.join('\n')}

## Fields

An id names a row, a code is one word, a route is declared in the API, a frame is a place in
Baton's code.

| field | kind |
|---|---|
${fields.join('\n')}
`;
}

it('docs/log-codes.md lists every code and field; npm run docs:logs regenerates it', async () => {
  await expect(renderPage()).toMatchFileSnapshot('../../docs/log-codes.md');
});
