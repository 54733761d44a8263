import { Kind, parse } from 'graphql';
import { givenArgument, givenText } from './given-arguments.js';

/** The specification of `@suppress`, which keeps small numbers of people out of answers; the address is never fetched. */
export const SUPPRESS_IDENTITY = 'https://joinery.example/suppress';
export const SUPPRESS_URL = `${SUPPRESS_IDENTITY}/v1.0`;

/**
 * A supergraph that says `for: SECURITY` of `@suppress`: a gateway that does not know it must refuse what it hides. It is
 * read rather than searched, since partners' descriptions may hold anything.
 */
export function withSuppressionSecured(supergraphSdl: string): string {
  const schema = parse(supergraphSdl).definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  const link = schema?.directives?.find((directive) => givenText(directive, 'url') === SUPPRESS_URL);
  if (!link?.loc || givenArgument(link, 'for') !== undefined) return supergraphSdl;
  const end = link.loc.end - 1;
  return `${supergraphSdl.slice(0, end)}, for: SECURITY${supergraphSdl.slice(end)}`;
}
