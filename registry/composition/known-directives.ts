import type { DirectiveDefinition } from '@apollo/federation-internals';
import { parse, Kind, print, type DirectiveDefinitionNode } from 'graphql';

/** Directives that gateways know, linked by https://joinery.example/, as docs/partners.md and docs/deprecation.md have them. */
const DEFINITIONS = parse(/* GraphQL */ `
  directive @suppress(
    group: String
    alone: Boolean
    rateOf: [String!]
    per: Int
    meanOver: String
    totalOf: String
  ) on FIELD_DEFINITION
  directive @provenance(
    source: String!
    asOf: String
    licence: String
    url: String
  ) on OBJECT | INTERFACE | FIELD_DEFINITION
  directive @sunset(
    date: String!
    since: String
  ) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
  directive @cacheControl(
    maxAge: Int
    scope: CacheControlScope
    inheritMaxAge: Boolean
  ) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
`).definitions.filter((node): node is DirectiveDefinitionNode => node.kind === Kind.DIRECTIVE_DEFINITION);

/** A directive that all subgraphs link by the same address and define alike. */
export interface KnownDirective {
  readonly name: string;
  /** The address without its version. */
  readonly identity: string;
  readonly url: string;
  readonly parts: readonly string[];
}

export const KNOWN_DIRECTIVES: readonly KnownDirective[] = DEFINITIONS.map((node) => {
  const identity = `https://joinery.example/${node.name.value}`;
  const given = (node.arguments ?? []).map((argument) => `${argument.name.value}: ${print(argument.type)}`);
  const locations = node.locations.map(({ value }) => value);
  const parts = [...given, ...(node.repeatable ? ['repeatable'] : []), ...locations];
  return { name: node.name.value, identity, url: `${identity}/v1.0`, parts };
});

/** What a definition consists of, by which two are compared: its arguments, where it may stand, whether often. */
export function partsOfDirective(definition: DirectiveDefinition): string[] {
  const given = definition.arguments().map(({ name, type, defaultValue }) => {
    const value = defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`;
    return `${name}: ${String(type)}${value}`;
  });
  return [...given, ...(definition.repeatable ? ['repeatable'] : []), ...definition.locations];
}
