import { createRequire } from 'node:module';
import type { buildConnector as BuildConnector, Client as UndiciClient } from 'undici';

const require = createRequire(import.meta.url);

/** The parts of undici that are used. Its main file also loads `fetch`, caches, web sockets and mocks, which take 15 MB. */
export const Client = require('undici/lib/dispatcher/client.js') as typeof UndiciClient;
export type Client = UndiciClient;
export const buildConnector = require('undici/lib/core/connect.js') as typeof BuildConnector;
