import { isAlias, isMap, isNode, isScalar, isSeq, Lexer, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { failure, type Result, success } from '../../result.ts';
import { clipWord, formatPath, MAX_PROBLEMS, type PlanPath, type PlanProblem } from '../plan-problem.ts';

/**
 * A YAML file as maps, lists and texts. Every scalar keeps its text as written, so `NO`, `01067`, `09:00` and `1e5`
 * arrive unchanged. The schema decides what is a number or a duration.
 */
export interface YamlTree {
  readonly value: unknown;
  /** Line (from 1) of the value at a path or, if there is none, of the closest enclosing value. */
  readonly lineOf: (path: PlanPath) => number | undefined;
}

/** A published version must fit into one table row. Larger tables are data and do not belong in a plan. */
const MAX_CHARACTERS = 250_000;
const MAX_DEPTH = 40;
/** One syntax error can cause many more, so only the first ones are reported. */
const MAX_REPORTED_DEFECTS = 10;
/** Aliases can expand a small file into a huge one. */
const MAX_NODES = 50_000;
/** The parser takes time and memory for each sign of YAML, and much more for each mistake. */
const MAX_LEXEMES = 100_000;
/** Objects have a property of this name, which no key can replace everywhere. */
const FORBIDDEN_KEY = '__proto__';

const TOO_DEEP = `expected at most ${MAX_DEPTH} levels of nested maps and lists`;
const TOO_MANY = `expected at most ${MAX_NODES} values`;

/**
 * Parses YAML 1.2. Problems are syntax errors, duplicate keys, and files that are too large or nested too deeply; the
 * first {@link MAX_PROBLEMS} of them.
 */
export function readYamlTree(text: string): Result<YamlTree, readonly PlanProblem[]> {
  if (text.length > MAX_CHARACTERS) {
    return failure([{ path: '', message: `expected at most ${MAX_CHARACTERS} characters, got ${text.length}` }]);
  }
  if (hasTooManyLexemes(text)) return failure([{ path: '', message: TOO_MANY }]);
  const counter = new LineCounter();
  const { contents, errors, warnings } = parseDocument(text, {
    version: '1.2',
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: counter,
    logLevel: 'error',
  });
  const defects = [...errors, ...warnings];
  // The parser is recursive and reports stack exhaustion as an ordinary error.
  if (defects.some(({ message }) => /call stack|stack overflow/i.test(message))) {
    return failure([{ path: '', message: TOO_DEEP }]);
  }
  const reader = new TreeReader((offset) => counter.linePos(offset).line);
  for (const { message, pos } of defects.slice(0, MAX_REPORTED_DEFECTS)) reader.report([], message, pos[0]);
  const value = defects.length > 0 ? undefined : reader.read(contents, []);
  return reader.problems.length > 0 ? failure(reader.problems) : success({ value, lineOf: reader.lineOf });
}

/** Converts YAML nodes to values, and records their lines and problems. */
class TreeReader {
  readonly problems: PlanProblem[] = [];
  readonly #lineAt: (offset: number) => number;
  readonly #lines = new Map<string, number>();
  readonly #anchors = new Map<string, unknown>();
  #nodes = 0;

  constructor(lineAt: (offset: number) => number) {
    this.#lineAt = lineAt;
  }

  readonly lineOf = (path: PlanPath): number | undefined =>
    this.#lines.get(formatPath(path)) ?? (path.length > 0 ? this.lineOf(path.slice(0, -1)) : undefined);

  report(at: PlanPath, message: string, offset?: number): void {
    if (this.#isFull) return;
    this.problems.push({
      path: formatPath(at),
      line: offset === undefined ? undefined : this.#lineAt(offset),
      message,
    });
  }

  /** Whether nothing more needs to be read, since nothing more would be reported. */
  get #isFull(): boolean {
    return this.problems.length >= MAX_PROBLEMS;
  }

  read(node: unknown, path: PlanPath, depth = 0): unknown {
    if (this.#isFull) return undefined;
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) return this.#giveUp(TOO_MANY);
    if (depth > MAX_DEPTH) return this.#giveUp(TOO_DEEP);
    if (isAlias(node)) {
      if (this.#anchors.has(node.source)) return this.read(this.#anchors.get(node.source), path, depth + 1);
      this.report(path, `there is no anchor \`&${clipWord(node.source)}\` above it`, node.range?.[0]);
      return undefined;
    }
    if (!isNode(node)) return '';
    this.#noteLine(path, node.range?.[0]);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isSeq(node)) return node.items.map((item, index) => this.read(item, [...path, index], depth + 1));
    return isMap(node) ? this.#readMap(node, path, depth) : textOf(node);
  }

  #readMap(map: YAMLMap, path: PlanPath, depth: number): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of map.items) {
      const name = textOf(key);
      const offset = isScalar(key) ? key.range?.[0] : undefined;
      if (name === undefined) {
        this.report(path, 'expected a text as the key', map.range?.[0]);
      } else if (name === FORBIDDEN_KEY) {
        this.report([...path, name], `\`${name}\` is reserved; expected another name`, offset);
      } else if (entries.has(name)) {
        this.report([...path, name], `\`${clipWord(name)}\` is written twice in one map`, offset);
      } else {
        this.#noteLine([...path, name], offset);
        entries.set(name, this.read(value, [...path, name], depth + 1));
      }
    }
    return Object.fromEntries(entries);
  }

  #noteLine(path: PlanPath, offset: number | undefined): void {
    const key = formatPath(path);
    if (offset !== undefined && !this.#lines.has(key)) this.#lines.set(key, this.#lineAt(offset));
  }

  #giveUp(message: string): undefined {
    if (!this.problems.some((problem) => problem.message === message)) this.report([], message);
  }
}

function hasTooManyLexemes(text: string): boolean {
  let count = 0;
  for (const _ of new Lexer().lex(text)) {
    count += 1;
    if (count > MAX_LEXEMES) return true;
  }
  return false;
}

function textOf(node: unknown): string | undefined {
  return isScalar(node) ? String(node.value ?? '') : undefined;
}
