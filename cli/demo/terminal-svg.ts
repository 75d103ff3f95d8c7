import { parseAnsi, type StyledText } from './ansi.ts';

const FONT_SIZE = 13;
const COLUMN = 7.8;
const LINE = 18;
const MARGIN = 18;
const TITLE_BAR = 34;

const PALETTE: Readonly<Record<NonNullable<StyledText['colour']>, string>> = {
  red: '#ff7b72',
  green: '#7ee787',
  yellow: '#e3b341',
  blue: '#79c0ff',
  magenta: '#d2a8ff',
  cyan: '#76e3ea',
};
const BACKGROUND = '#0d1117';
const BAR = '#161b22';
const FOREGROUND = '#e6edf3';
const DIMMED = '#8b949e';

/**
 * Renders lines with ANSI codes as a terminal window in SVG. Each piece of a line is positioned at its own column, so
 * that tables align in any font.
 */
export function renderTerminalSvg(lines: readonly string[], title: string): string {
  const drawn = lines.map(parseAnsi);
  const columns = Math.max(1, ...drawn.flatMap((pieces) => pieces.map(({ column, text }) => column + text.length)));
  const width = Math.ceil(columns * COLUMN + 2 * MARGIN);
  const height = Math.ceil(TITLE_BAR + lines.length * LINE + 1.5 * MARGIN);
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, index) => `<circle cx="${MARGIN + 4 + index * 20}" cy="${TITLE_BAR / 2}" r="6" fill="${fill}"/>`,
  );
  const rows = drawn.flatMap((pieces, row) => {
    const y = TITLE_BAR + MARGIN + row * LINE;
    return pieces.map((piece) => renderText(piece, y));
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}">`,
    `<rect width="${width}" height="${height}" rx="10" fill="${BACKGROUND}"/>`,
    `<path d="M0 ${TITLE_BAR}V10a10 10 0 0 1 10-10H${width - 10}a10 10 0 0 1 10 10V${TITLE_BAR}z" fill="${BAR}"/>`,
    ...dots,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_SIZE}" fill="${FOREGROUND}">`,
    `<text x="${width / 2}" y="${TITLE_BAR / 2 + 4}" text-anchor="middle" fill="${DIMMED}">${escapeXml(title)}</text>`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function renderText({ column, text, colour, bold, dim }: StyledText, y: number): string {
  const fill = colour ? PALETTE[colour] : dim ? DIMMED : undefined;
  const attributes = [
    `x="${Number((MARGIN + column * COLUMN).toFixed(1))}"`,
    `y="${y}"`,
    ...(fill ? [`fill="${fill}"`] : []),
    ...(bold ? ['font-weight="bold"'] : []),
    'xml:space="preserve"',
  ];
  return `<text ${attributes.join(' ')}>${escapeXml(text)}</text>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
