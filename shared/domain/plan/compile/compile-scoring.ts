import type { FilePoint } from '../file/file-condition.ts';
import { fieldsIn } from '../matches.ts';
import type { Scoring, ScoringPoint } from '../plan.ts';
import type { PlanPath } from '../plan-problem.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext } from './plan-context.ts';

/** Results of scoring, so points cannot depend on them. */
const SCORE_RESULTS = ['score', 'band'];

/** Compiles the scoring section of a plan file to points and bands, the highest band first. */
export function compileScoring(context: CompileContext): Scoring {
  const { fit, behaviour, bands, mql, sql } = context.file.scoring;
  const { report } = context;
  if (mql > sql) report(['scoring', 'mql'], 'expected at most the value of `sql`');
  if (behaviour.half_life === 0) report(['scoring', 'behaviour', 'half_life'], 'expected more than zero');
  const sorted = Object.entries(bands)
    .map(([band, from]) => ({ band, from }))
    .sort((a, b) => b.from - a.from);
  const lowest = sorted.at(-1);
  if (lowest === undefined || lowest.from > 0) {
    report(['scoring', 'bands'], 'expected a band from 0 or below: a lead that earns no points has a score of 0');
  }
  if (new Set(Object.values(bands)).size < sorted.length) {
    report(['scoring', 'bands'], 'two bands start at the same score');
  }
  return {
    fit: {
      max: fit.max,
      points: fit.points.map((point, i) => {
        const at = ['scoring', 'fit', 'points', i];
        if (point.at_most !== undefined)
          report([...at, 'at_most'], '`at_most` limits touches: it only goes with behaviour');
        return compilePoint(point, at, context);
      }),
    },
    behaviour: {
      max: behaviour.max,
      ...(behaviour.half_life !== undefined && { halfLifeSeconds: behaviour.half_life }),
      points: behaviour.points.map((point, i) => {
        const at = ['scoring', 'behaviour', 'points', i];
        const compiled = compilePoint(point, at, context);
        if (!fieldsIn(compiled.when).includes('touch'))
          report(at, 'expected a `touch`: behaviour points are counted per touch');
        return compiled;
      }),
    },
    bands: sorted,
    mql,
    sql,
  };
}

function compilePoint(point: FilePoint, at: PlanPath, context: CompileContext): ScoringPoint {
  const { add, at_most: atMost, ...condition } = point;
  const when = compileCondition(condition, at, context);
  const fields = fieldsIn(when);
  if (fields.length === 0) context.report(at, 'expected a test such as {employees: 1000+, add: 15}');
  for (const field of fields.filter((one) => SCORE_RESULTS.includes(one))) {
    context.report([...at, field], `\`${field}\` is calculated from the points, so they cannot depend on it`);
  }
  return { when, add, atMost };
}
