/** What a contract says can be referred to by its key, its subgraph can find. */
import { describe, expect, test } from '@jest/globals';
import { Kind, type DirectiveNode } from 'graphql';
import { loadDefinition, SUBGRAPH_NAMES } from '../../deploy/definitions.js';
import { readContract } from '../../subgraphs/kit/contract.js';

describe.each(SUBGRAPH_NAMES)('the subgraph %s', (name) => {
  const entities = readContract(name)
    .definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter(({ directives }) => directives?.some(isResolvableKey));

  test.each(entities.map((entity) => entity.name.value))('finds %s by its key', async (type) => {
    const { resolvers } = await loadDefinition(name);
    expect(resolvers[type]).toHaveProperty('__resolveReference', expect.any(Function));
  });
});

function isResolvableKey({ name, arguments: given }: DirectiveNode): boolean {
  const resolvable = given?.find((argument) => argument.name.value === 'resolvable')?.value;
  return name.value === 'key' && !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value);
}
