import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that run last, in this order: the doctor test, which needs a sweep run that other tests wait for anyway; and
 * the permissions test, which checks the calls that functions made in all other tests.
 */
const LAST_FILES = ['/doctor.cloud.test.ts', '/permissions.cloud.test.ts'];

/** Files that take minutes, mostly of waiting, with a cloud of their own: the others run beside them. */
const FIRST_FILES = ['/restore.cloud.test.ts', '/near-steps.cloud.test.ts'];

/** Runs {@link FIRST_FILES} first and {@link LAST_FILES} last. */
export class TestFileSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

/** Returns the place of a file: negative for those that run first, positive for those that run last. */
function placeOf({ moduleId }: TestSpecification): number {
  const placeIn = (files: readonly string[]) => files.findIndex((end) => moduleId.endsWith(end));
  const first = placeIn(FIRST_FILES);
  return first >= 0 ? first - FIRST_FILES.length : placeIn(LAST_FILES) + 1;
}
