/** Composes what it is sent as the registry does, and tells how long it took and the memory that it took at most. */
import { composeCandidate } from '../../registry/composition/compose-candidate.js';
import type { ComposeRequest } from '../../registry/composition/messages.js';

process.once('message', (request: ComposeRequest) => {
  const startedAt = performance.now();
  const { sdl } = composeCandidate(request);
  const ms = performance.now() - startedAt;
  process.send!({ ms, peakMb: process.resourceUsage().maxRSS / 1024, isComposed: sdl !== null }, () => process.exit(0));
});
