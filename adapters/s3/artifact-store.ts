import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { listKeys } from '#adapters/s3/list-keys';
import { ArtifactMissingError, type ArtifactStore } from '#core/ports/artifact-store';

export const makeArtifactStore = (client: S3Client, bucketName: string): ArtifactStore => ({
  put: async (key, content) => {
    await client.send(new PutObjectCommand({ Bucket: bucketName, Key: key, Body: content }));
  },
  get: async (key) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucketName, Key: key }));
      if (!Body) throw new ArtifactMissingError(key);
      return await Body.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) throw new ArtifactMissingError(key);
      throw error;
    }
  },
  list: (prefix) => listKeys(client, bucketName, prefix),
});
