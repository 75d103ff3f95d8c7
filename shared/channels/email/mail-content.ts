/** A part of a mail, in the order in which it is read. */
export type MailBlock =
  | {
      readonly kind: 'facts';
      readonly title?: string;
      readonly rows: readonly Fact[];
    }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'buttons'; readonly title?: string; readonly buttons: readonly Button[] }
  | { readonly kind: 'bars'; readonly title: string; readonly caption?: string; readonly bars: readonly Bar[] };

/** A name and its value. What leads wrote stands only in values. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** A link that looks like a button. */
export interface Button {
  readonly label: string;
  readonly url: string;
}

/** A bar of a chart: how long it is, from 0 to 1, and the figure as people read it. */
export interface BarLength {
  readonly share: number;
  readonly text: string;
}

/** A row of a chart. */
export interface Bar extends BarLength {
  readonly label: string;
  /** The same of the time before, shown below it and lighter. */
  readonly before?: BarLength;
}

/** What a mail says. It is shown as HTML and as plain text. */
export interface MailContent {
  /** What the list of mails shows after the subject. */
  readonly preview: string;
  readonly title: string;
  /** Sentences under the title. */
  readonly intro: readonly string[];
  readonly blocks: readonly MailBlock[];
  /** Why the reader gets it. */
  readonly footer: string;
}

/** Longest value that is shown, in characters. */
const MAX_VALUE = 2_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Returns text without what could change how the text around it is shown: control characters, hidden characters. */
export function cleanText(text: string): string {
  const clean = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(CONTROLS, '')
    .trim();
  return clean.length > MAX_VALUE ? `${clean.slice(0, MAX_VALUE)} …` : clean;
}

/** Returns text as one line, at most `longest` characters of it. */
export function oneLine(text: string, longest: number): string {
  const line = cleanText(text).replace(/\s+/g, ' ');
  return line.length > longest ? `${[...line].slice(0, longest - 1).join('')}…` : line;
}
