import { loadBeside } from './load-beside.ts';

type Parts = typeof import('./client-s3-parts.ts');

const load = loadBeside<Parts>('./client-s3.cjs');

/*
 * Stands for `@aws-sdk/client-s3` in the function bundles: loaded with its first instance, from a file with its own copy
 * of the SDK's core. In one bundle with other clients, it would make these load the parts of the core that it alone uses.
 */

export const S3Client = laterClass(() => load().S3Client);
export const DeleteObjectCommand = laterClass(() => load().DeleteObjectCommand);
export const GetObjectCommand = laterClass(() => load().GetObjectCommand);
export const ListObjectsV2Command = laterClass(() => load().ListObjectsV2Command);
export const PutObjectCommand = laterClass(() => load().PutObjectCommand);

/** Returns a class that is loaded with its first instance. */
function laterClass<Class extends object>(loaded: () => Class): Class {
  const construct = (_: object, args: readonly unknown[]): object => Reflect.construct(loaded() as () => void, args);
  return new Proxy(class {}, { construct }) as unknown as Class;
}
