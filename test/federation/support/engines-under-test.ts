import type { EngineUnderTest } from './engine.js';
import { joineryEngine } from './joinery-engine.js';
import { stockEngine } from './stock-engine.js';

const ENGINES: readonly EngineUnderTest[] = [stockEngine, joineryEngine];

/** The engines to test: all, or those named in JOINERY_TEST_ENGINES, such as `stock,joinery`. */
export function enginesUnderTest(): readonly EngineUnderTest[] {
  const names = process.env['JOINERY_TEST_ENGINES']?.split(',');
  return ENGINES.filter(({ name }) => names?.includes(name) ?? true);
}
