import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The check of permissions looks at what the functions called in all other tests, so it comes after them. */
export class PermissionsLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLast = ({ moduleId }: TestSpecification) => moduleId.endsWith('/permissions.cloud.test.ts');
    return [...sorted.filter((file) => !isLast(file)), ...sorted.filter(isLast)];
  }
}
