import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { failure, type Result, success } from '../result.ts';
import { type PlanPath, type PlanProblem, pathText } from './plan-problem.ts';

/**
 * A YAML file as maps, lists and texts. Every scalar keeps the text that was written, so that `NO`, `01067`, `09:00`
 * and `1e5` arrive as such; what is a number or a duration is for the schema to say.
 */
export interface YamlTree {
  readonly value: unknown;
  /** Line (from 1) of what stands at a path or, when nothing does, of the nearest thing around it. */
  readonly lineOf: (path: PlanPath) => number | undefined;
}

/** A published version is one row of a table: bigger tables are data, not plan. */
const MOST_CHARACTERS = 250_000;
const DEEPEST = 40;
/** Aliases can make a small file unfold into a huge one. */
const MOST_NODES = 50_000;

class Unreadable extends Error {}

/** Reads YAML 1.2 text; problems are syntax errors, keys written twice, and files too large or too deep to read. */
export function readYamlTree(text: string): Result<YamlTree, readonly PlanProblem[]> {
  if (text.length > MOST_CHARACTERS) {
    return failure([{ path: '', message: `expected at most ${MOST_CHARACTERS} characters, got ${text.length}` }]);
  }
  const counter = new LineCounter();
  const lineAt = (offset: number): number => counter.linePos(offset).line;
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: counter,
      logLevel: 'silent',
    });
    const defects = [...document.errors, ...document.warnings];
    if (defects.length > 0) {
      return failure(defects.map(({ message, pos }) => ({ path: '', line: lineAt(pos[0]), message })));
    }
    return treeOf(document, lineAt);
  } catch (error) {
    // RangeError: the parser recurses, and a file of nothing but brackets exhausts its stack.
    if (error instanceof RangeError) return failure([{ path: '', message: tooDeep }]);
    if (error instanceof Unreadable) return failure([{ path: '', message: error.message }]);
    throw error;
  }
}

const tooDeep = `expected at most ${DEEPEST} levels of maps and lists inside one another`;

function treeOf(
  document: Document.Parsed,
  lineAt: (offset: number) => number,
): Result<YamlTree, readonly PlanProblem[]> {
  const problems: PlanProblem[] = [];
  const lines = new Map<string, number>();
  let nodes = 0;

  const noteLine = (path: PlanPath, node: unknown): void => {
    const offset = isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
    const key = pathText(path);
    if (offset !== undefined && !lines.has(key)) lines.set(key, lineAt(offset));
  };

  const read = (node: unknown, path: PlanPath, depth: number): unknown => {
    nodes += 1;
    if (nodes > MOST_NODES) throw new Unreadable(`expected at most ${MOST_NODES} values`);
    if (depth > DEEPEST) throw new Unreadable(tooDeep);
    noteLine(path, node);
    if (isAlias(node)) return read(node.resolve(document), path, depth + 1);
    if (isSeq(node)) return node.items.map((item, index) => read(item, [...path, index], depth + 1));
    if (isMap(node)) {
      const entries = new Map<string, unknown>();
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value ?? '') : undefined;
        const at = [...path, name ?? '?'];
        if (name === undefined) {
          problems.push({ path: pathText(path), line: lines.get(pathText(path)), message: 'expected a text as key' });
        } else if (entries.has(name)) {
          const line = isScalar(key) && key.range ? lineAt(key.range[0]) : undefined;
          problems.push({ path: pathText(at), line, message: `\`${name}\` is written twice in one map` });
        } else {
          noteLine(at, key);
          entries.set(name, read(value, at, depth + 1));
        }
      }
      return Object.fromEntries(entries);
    }
    return isScalar(node) ? String(node.value ?? '') : '';
  };

  const value = read(document.contents, [], 0);
  if (problems.length > 0) return failure(problems);
  const lineOf = (path: PlanPath): number | undefined =>
    lines.get(pathText(path)) ?? (path.length > 0 ? lineOf(path.slice(0, -1)) : undefined);
  return success({ value, lineOf });
}
