import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

const POSITION = /\(?(?:file:\/\/)?(?<file>\/[^():]+\.mjs):(?<line>\d+):(?<column>\d+)\)?$/;

const maps = new Map<string, SourceMap | undefined>();

/**
 * Returns a line of a stack trace with its place in the source instead of that in the bundle, or unchanged when there is
 * no source map beside the file. The map is read only now: Node would read and parse it at every cold start.
 */
export function toOriginalFrame(frame: string): string {
  const { file = '', line, column } = POSITION.exec(frame)?.groups ?? {};
  const found = findMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (found === undefined || !('originalSource' in found)) return frame;
  const source = found.originalSource.replace(/^(?:\.\.\/)+/, '');
  return `at ${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
}

function findMap(file: string): SourceMap | undefined {
  if (file === '') return undefined;
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
  } catch {
    // Whoever reports an error must not fail: without a map, the place in the bundle is better than nothing.
    return undefined;
  }
}
