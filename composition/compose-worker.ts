/** The entry of a worker thread that composes once. */
import { parentPort, workerData } from 'node:worker_threads';
import { composeSchemas } from './compose-schemas.js';
import type { SubgraphSchema } from './subgraph-schema.js';

parentPort!.postMessage(composeSchemas(workerData as readonly SubgraphSchema[]));
