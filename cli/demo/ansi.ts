/** How a piece of text looks, as the few codes say that our tables use. */
export interface Look {
  readonly colour?: 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';
  readonly bold?: boolean;
  readonly dim?: boolean;
}

/** A piece of a line that looks the same throughout. */
export interface Piece extends Look {
  /** Its first column, from 0. */
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
] as const satisfies readonly (readonly [string, NonNullable<Look['colour']>])[]);
type ColourCode = typeof COLOURS extends Map<infer Code, unknown> ? Code : never;

/** What each code begins with. */
const ESCAPE = '\u001b[';

/** Takes a line with ANSI codes apart. A piece ends at two blanks, too, so that columns of a table begin a piece each. */
export function piecesOf(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let look: Look = {};
  let column = 0;
  for (const [index, part] of line.split(ESCAPE).entries()) {
    const codeEnd = index === 0 ? 0 : part.indexOf('m') + 1;
    if (codeEnd > 0)
      look = part
        .slice(0, codeEnd - 1)
        .split(';')
        .reduce(changed, look);
    for (const word of part.slice(codeEnd).split(/(\s{2,})/)) {
      if (word.trim() !== '') pieces.push({ ...look, column, text: word });
      column += word.length;
    }
  }
  return pieces;
}

function changed(look: Look, code: string): Look {
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
