import { Uses } from '../../kit/uses.js';
import { handleOperation, type OperationAnswer, type PipelineOptions } from './handle-operation.js';
import type { OperationRequest } from './operation-request.js';
import type { Snapshot } from './snapshot.js';

/** One supergraph in use, with what its operations run on. */
export interface Generation {
  readonly snapshot: Snapshot;
  run(request: OperationRequest): Promise<OperationAnswer>;
  /** Ends it after its last request, of which no more may begin. */
  retire(): Promise<void>;
}

export interface GenerationOptions extends PipelineOptions {
  /** Called after the last request. */
  readonly close: () => Promise<void>;
}

export function createGeneration(snapshot: Snapshot, options: GenerationOptions): Generation {
  const uses = new Uses();
  return {
    snapshot,
    async run(request) {
      uses.begin();
      try {
        return await handleOperation(snapshot, request, options);
      } finally {
        uses.end();
      }
    },
    async retire() {
      await uses.over();
      await snapshot.planner.stop();
      await options.close();
    },
  };
}
