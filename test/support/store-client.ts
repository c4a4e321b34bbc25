import { getModel, trainModel } from '#contracts/api/models';
import type { Operation } from '#contracts/operation';
import type { Model } from '#core/models/model';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import type { LocalCloudProcess } from '#test/support/local-cloud';

export interface StoreClient {
  /** @throws Error with status and text of an answer that is none. */
  call<T>(operation: Operation, parts: OperationCall): Promise<T>;
  /** The parts with the member's token and the company. */
  asMember(parts?: OperationCall): OperationCall;
  /** Starts a run and waits until it has ended. */
  train(): Promise<Model>;
  settled(modelVersion: string): Promise<Model>;
}

const patienceMs = 90_000;

/** A member of a company at a local cloud. */
export const storeClient = (cloud: LocalCloudProcess, companyId: string, token: string): StoreClient => {
  const call = async <T>(operation: Operation, parts: OperationCall): Promise<T> => {
    const { status, text } = await callOperation(cloud.apiUrl, operation, parts);
    if (status >= 300) throw new Error(`${operation.id} answered ${status}: ${text}`);
    return JSON.parse(text === '' ? 'null' : text) as T;
  };
  const asMember = (parts: OperationCall = {}): OperationCall => ({
    ...parts,
    token,
    query: { companyId, ...parts.query },
  });
  const settled = async (modelVersion: string): Promise<Model> => {
    for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
      const model = await call<Model>(getModel, asMember({ params: { modelVersion } }));
      if (model.status !== 'training' && (model.costEstimate !== null || model.status === 'failed')) return model;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The run of ${modelVersion} does not end:\n${cloud.logs().slice(-20).join('\n')}`);
  };
  const train = async (): Promise<Model> => {
    const { modelVersion } = await call<Model>(trainModel, asMember({ body: {} }));
    return settled(modelVersion);
  };
  return { call, asMember, train, settled };
};
