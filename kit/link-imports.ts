import { Kind, type ConstDirectiveNode, type ConstValueNode } from 'graphql';
import { givenArgument, textAt } from './given-arguments.js';

/** What a `@link` imports, of directives with `@`: https://specs.apollo.dev/link/v1.0/#Import. */
export interface LinkImport {
  /** In the specification. */
  readonly name: string;
  /** In the schema. */
  readonly as: string;
  /** How it is written. */
  readonly node: ConstValueNode;
}

/** Both `"@suppress"` and `{ name: "@suppress", as: "@other" }` import a directive. */
export function linkImports(link: ConstDirectiveNode): LinkImport[] {
  const value = givenArgument(link, 'import');
  return (value?.kind === Kind.LIST ? value.values : []).flatMap((node) => {
    const name =
      node.kind === Kind.STRING ? node.value : node.kind === Kind.OBJECT ? textAt(node.fields, 'name') : undefined;
    const as = node.kind === Kind.OBJECT ? textAt(node.fields, 'as') : undefined;
    return name === undefined ? [] : [{ name, as: as ?? name, node }];
  });
}
