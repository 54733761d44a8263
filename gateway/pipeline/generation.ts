import { Uses } from '../../kit/uses.js';
import { handleOperation, type OperationAnswer, type PipelineOptions } from './handle-operation.js';
import type { OperationRequest } from './operation-request.js';
import type { OperationStream } from './operation-stream.js';
import type { Snapshot } from './snapshot.js';

/** One supergraph in use, with what its operations run on. */
export interface Generation {
  readonly snapshot: Snapshot;
  run(request: OperationRequest): Promise<OperationAnswer | OperationStream>;
  /** Ends its subscriptions, and itself after its last request, of which no more may begin. */
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
      let isStream = false;
      uses.begin();
      try {
        const answer = await handleOperation(snapshot, request, options);
        isStream = 'over' in answer;
        if ('over' in answer) void answer.over.then(() => uses.end());
        return answer;
      } finally {
        if (!isStream) uses.end();
      }
    },
    async retire() {
      options.subscriptions.endThoseOf(snapshot);
      await uses.over();
      await snapshot.planner.stop();
      await options.close();
    },
  };
}
