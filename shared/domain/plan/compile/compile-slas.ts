import { unknownNameMessage } from '../did-you-mean.ts';
import { HANDOFF_SLA } from '../handoff.ts';
import type { LadderStep, Plan, Sla } from '../plan.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext } from './plan-context.ts';

/** Compiles the SLA table. Its last row matches every lead, so one row always matches. */
export function compileSlas(context: CompileContext): readonly Sla[] {
  const { file, names, report } = context;
  const last = file.slas.length - 1;
  return file.slas.map((row, index) => {
    const at = ['slas', index];
    const warnSeconds = row.warn;
    if (names.slas.indexOf(row.sla) < index) report([...at, 'sla'], `there are two SLAs \`${row.sla}\``);
    if (row.sla === HANDOFF_SLA)
      report([...at, 'sla'], `\`${HANDOFF_SLA}\` is the SLA of a handoff; expected another name`);
    if (index === last && row.when !== undefined) {
      report([...at, 'when'], 'expected the last SLA without `when`, so that every lead has one');
    }
    if (index < last && row.when === undefined) {
      report(
        [...at, 'when'],
        'is missing: an SLA for every lead must be the last one, or the rows after it are never reached',
      );
    }
    if (row.first_touch === 0) report([...at, 'first_touch'], 'expected more than zero');
    if (warnSeconds !== undefined && (warnSeconds === 0 || warnSeconds >= row.first_touch)) {
      report([...at, 'warn'], 'expected more than zero and less than `first_touch`: it counts back from that deadline');
    }
    if (!names.ladders.includes(row.ladder)) {
      report([...at, 'ladder'], unknownNameMessage('ladder', row.ladder, names.ladders));
    }
    return {
      sla: row.sla,
      when: row.when && compileCondition(row.when, [...at, 'when'], context),
      firstTouchSeconds: row.first_touch,
      warnSeconds,
      ladder: row.ladder,
    };
  });
}

/** Compiles the ladders to steps in the order in which they fall due. */
export function compileLadders({ file, report }: CompileContext): Plan['ladders'] {
  return Object.fromEntries(
    Object.entries(file.ladders).map(([name, steps]) => [
      name,
      steps.map((step, index): LadderStep => {
        if (step.after < (steps[index - 1]?.after ?? 0)) {
          report(['ladders', name, index, 'after'], 'expected steps in order: this one is due before the one above it');
        }
        return step.tell === undefined
          ? { afterSeconds: step.after, reassign: 'team' }
          : { afterSeconds: step.after, tell: step.tell };
      }),
    ]),
  );
}
