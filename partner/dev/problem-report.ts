import { adviceFor } from '../../composition/advice.js';
import type { Problem } from '../../composition/problem.js';
import type { SubgraphSchema } from '../../composition/subgraph-schema.js';

/** A problem for a terminal: its code, each line of a schema that it is about, what is wrong, and what to do. */
export function problemReport({ code, message, places }: Problem, schemas: readonly SubgraphSchema[]): string {
  const advice = adviceFor(code);
  const what = message.endsWith(advice) ? message.slice(0, -advice.length).trimEnd() : message;
  const lines = places.map((place) => {
    const text = lineAt(place, schemas);
    return `    ${place}${text === undefined ? '' : `  ${text}`}`;
  });
  return [`  ${code}`, ...lines, `    ${what.replaceAll(/\s*\n\s*/g, ' ')}`, `    Fix: ${advice}`, ''].join('\n');
}

/** The line of a schema at `source:line`. */
function lineAt(place: string, schemas: readonly SubgraphSchema[]): string | undefined {
  const colon = place.lastIndexOf(':');
  const schema = schemas.find(({ source }) => source === place.slice(0, colon));
  return schema?.sdl.split('\n')[Number(place.slice(colon + 1)) - 1]?.trim();
}
