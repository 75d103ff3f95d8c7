import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that run last, in this order: the doctor test, which needs a sweep run that other tests wait for anyway; and
 * the permissions test, which checks the calls that functions made in all other tests.
 */
const LAST_FILES = ['/doctor.cloud.test.ts', '/permissions.cloud.test.ts'];

/** Runs the files in LATE last. */
export class RunLastSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => LAST_FILES.findIndex((end) => moduleId.endsWith(end));
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}
