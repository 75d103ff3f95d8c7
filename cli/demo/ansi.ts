/** The style of a piece of text, limited to the ANSI codes that our tables use. */
export interface TextStyle {
  readonly colour?: 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';
  readonly bold?: boolean;
  readonly dim?: boolean;
}

/** A run of text in one style. */
export interface StyledText extends TextStyle {
  /** First column, zero-based. */
  readonly column: number;
  readonly text: string;
}

const COLOURS = new Map([
  ['31', 'red'],
  ['32', 'green'],
  ['33', 'yellow'],
  ['34', 'blue'],
  ['35', 'magenta'],
  ['36', 'cyan'],
] as const satisfies readonly (readonly [string, NonNullable<TextStyle['colour']>])[]);
type ColourCode = typeof COLOURS extends Map<infer Code, unknown> ? Code : never;

/** The start of every ANSI code. */
const ANSI_ESCAPE = '\u001b[';

/**
 * Splits a line with ANSI codes into pieces. Two blanks also end a piece, so that each table column starts a new one.
 */
export function parseAnsi(line: string): readonly StyledText[] {
  const pieces: StyledText[] = [];
  let look: TextStyle = {};
  let column = 0;
  for (const [index, part] of line.split(ANSI_ESCAPE).entries()) {
    const codeEnd = index === 0 ? 0 : part.indexOf('m') + 1;
    if (codeEnd > 0)
      look = part
        .slice(0, codeEnd - 1)
        .split(';')
        .reduce(applyCode, look);
    for (const word of part.slice(codeEnd).split(/(\s{2,})/)) {
      if (word.trim() !== '') pieces.push({ ...look, column, text: word });
      column += word.length;
    }
  }
  return pieces;
}

function applyCode(look: TextStyle, code: string): TextStyle {
  switch (code) {
    case '':
    case '0':
      return {};
    case '1':
      return { ...look, bold: true };
    case '2':
      return { ...look, dim: true };
    case '22':
      return { ...look, bold: undefined, dim: undefined };
    case '39':
      return { ...look, colour: undefined };
    default: {
      const colour = COLOURS.get(code as ColourCode);
      return colour === undefined ? look : { ...look, colour };
    }
  }
}
