import { visit, type DocumentNode } from 'graphql';
import type { SupergraphFacts } from '../plan/planner-messages.js';

/** The labels of progressive `@override` that can change the plan of a document's operations. */
export function labelsOfDocument(
  document: DocumentNode,
  { byField, always }: SupergraphFacts['overrideLabels'],
): readonly string[] {
  const found = new Set(always);
  if (Object.keys(byField).length === 0) return [];
  visit(document, {
    Field({ name }) {
      if (Object.hasOwn(byField, name.value)) for (const label of byField[name.value]!) found.add(label);
    },
  });
  return [...found].sort();
}

/** Which of some labels are on for one request: shares such as `percent(25)` by chance, others when they are `given`. */
export function labelsOn(
  labels: readonly string[],
  given: readonly string[],
  random: () => number = Math.random,
): readonly string[] {
  return labels.filter((label) => {
    const percent = /^percent\((\d+(?:\.\d+)?)\)$/.exec(label)?.[1];
    return percent === undefined ? given.includes(label) : random() * 100 < Number(percent);
  });
}
