import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that come after all others, in this order: the doctor, who wants to see a run of the sweep, which others wait for anyway;
 * and the check of permissions, which looks at what the functions called in all other tests.
 */
const LATE = ['/doctor.cloud.test.ts', '/permissions.cloud.test.ts'];

/** Runs the late-comers last. */
export class LateComers extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => LATE.findIndex((end) => moduleId.endsWith(end));
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}
