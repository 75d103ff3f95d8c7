// biome-ignore lint/performance/noBarrelFile: all that a bundle needs of the client, beside it.
export {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
