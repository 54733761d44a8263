import { hash } from 'node:crypto';
import {
  Kind,
  print,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';

/** An operation as it may be told to others: without aliases and without any value that a client wrote. */
export interface OperationSignature {
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string;
  /** The operation with the fragments that it reaches, as they were written. */
  readonly reached: DocumentNode;
}

/** Makes the signature of an operation: alike for all that differ in literals and aliases only. */
export function signatureOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): OperationSignature {
  const reached = reachedBy(operation, fragments);
  const text = print(
    visit(reached, {
      Field: { enter: ({ alias, ...field }) => (alias ? field : undefined) },
      StringValue: () => ({ kind: Kind.STRING, value: '' }),
      IntValue: () => ({ kind: Kind.INT, value: '0' }),
      FloatValue: () => ({ kind: Kind.FLOAT, value: '0' }),
      ListValue: (): ValueNode => ({ kind: Kind.LIST, values: [] }),
      ObjectValue: (): ValueNode => ({ kind: Kind.OBJECT, fields: [] }),
    }),
  );
  return { text, hash: hash('sha256', text), reached };
}

function reachedBy(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentNode {
  const found = new Map<string, FragmentDefinitionNode>();
  const waiting: (OperationDefinitionNode | FragmentDefinitionNode)[] = [operation];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (!fragment || found.has(name.value)) return;
        found.set(name.value, fragment);
        waiting.push(fragment);
      },
    });
  }
  const sorted = [...found.values()].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return { kind: Kind.DOCUMENT, definitions: [operation, ...sorted] };
}
