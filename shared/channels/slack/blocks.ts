/** Slack's limits of a message: https://docs.slack.dev/reference/block-kit/blocks */
export const SLACK_LIMITS = { blocks: 50, text: 3000, header: 150, field: 2000, fields: 10, option: 75, options: 100 };

/**
 * A text that Slack shows as it is: no formatting, no links, no mentions. Everything that Baton sends is of this kind,
 * so nothing that a lead wrote can act.
 */
export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export interface Button {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainText;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}

export interface Option {
  readonly text: PlainText;
  readonly value: string;
}

interface InputBlock {
  readonly type: 'input';
  readonly block_id: string;
  readonly label: PlainText;
  readonly hint?: PlainText;
  readonly optional?: boolean;
  readonly element:
    | { readonly type: 'static_select'; readonly action_id: string; readonly options: readonly Option[] }
    | { readonly type: 'datepicker'; readonly action_id: string };
}

/** The kinds of block that Baton uses. */
export type Block =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: PlainText }
  | { readonly type: 'section'; readonly fields: readonly PlainText[] }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'actions'; readonly elements: readonly Button[] }
  | { readonly type: 'divider' }
  | InputBlock;

/** A form that opens over Slack's window. */
export interface SlackView {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title: PlainText;
  readonly submit?: PlainText;
  readonly close: PlainText;
  readonly blocks: readonly Block[];
}

/** Builds a text of at most `limit` characters, as Slack counts them. */
export function plainText(text: string, limit: number = SLACK_LIMITS.text): PlainText {
  return { type: 'plain_text', text: escapeForSlack(text, limit), emoji: false };
}

/** A section with one text. */
export function sectionOf(text: string): Block {
  return { type: 'section', text: plainText(text) };
}

/** A line of small print. */
export function contextOf(text: string): Block {
  return { type: 'context', elements: [plainText(text)] };
}

/** Slack's control sequences begin with `<`; these three characters are all that has to be escaped. */
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that show nothing, or turn the direction of what follows, so that a text could pose as another. */
const INVISIBLE = /[^\P{Cc}\n]|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * Returns a text as Slack shows it literally, with an ellipsis where it had to be cut. Cuts neither a character nor an
 * escape in two. Slack refuses empty texts, so nothing becomes a dash.
 */
export function escapeForSlack(text: string, limit: number = SLACK_LIMITS.text): string {
  const shown = text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').replaceAll(INVISIBLE, '').toWellFormed().trim();
  const pieces = [...shown].map((character) => ESCAPES[character] ?? character);
  let length = 0;
  const fitting = pieces.findIndex((piece) => {
    length += piece.length;
    return length > limit;
  });
  if (fitting < 0) return pieces.join('') || '–';
  const kept = pieces.slice(0, fitting);
  while (kept.join('').length >= limit) kept.pop();
  return `${kept.join('')}…`;
}
