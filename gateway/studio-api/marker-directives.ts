import { Kind, print, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';
import { argumentOf, directivesOf, type Joined } from '../supergraph/prepare/join-directives.js';

/** Reads what the directives of linked features say of a type or field, whatever the supergraph calls them. */
export interface MarkerDirectives {
  tagsOf(joined: Joined | undefined): string[];
  /** `@authenticated`, `@requiresScopes` and `@policy` as they are written. */
  protectionOf(joined: Joined | undefined): string[];
}

const PROTECTION = ['authenticated', 'requiresScopes', 'policy'] as const;

export function markerDirectives(document: DocumentNode): MarkerDirectives {
  const names = new Map(linksOf(document).map((link) => [link.feature, link.name]));
  const tag = names.get('tag') ?? 'tag';
  const protection = new Map(PROTECTION.map((feature) => [names.get(feature) ?? feature, feature]));
  return {
    tagsOf: (joined = {}) =>
      directivesOf(joined, tag).flatMap((directive) => {
        const name = argumentOf(directive, 'name');
        return typeof name === 'string' ? [name] : [];
      }),
    protectionOf: ({ directives = [] } = {}) =>
      directives.flatMap((directive) => {
        const feature = protection.get(directive.name.value);
        return feature === undefined ? [] : [print({ ...directive, name: { kind: Kind.NAME, value: feature } })];
      }),
  };
}

interface Link {
  /** The last part but the version of its URL, for example `tag`. */
  readonly feature: string;
  /** What the supergraph calls its main directive. */
  readonly name: string;
}

/** The features that a supergraph uses: https://specs.apollo.dev/link/v1.0. */
function linksOf({ definitions }: DocumentNode): Link[] {
  const directives = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [],
  );
  return directivesOf({ directives }, 'link').flatMap((link) => {
    const feature = /\/([A-Za-z]\w*)\/v\d+(?:\.\d+)*\/?$/.exec(String(argumentOf(link, 'url')))?.[1];
    if (feature === undefined) return [];
    const name = importedAs(link, feature) ?? String(argumentOf(link, 'as') ?? feature);
    return [{ feature, name }];
  });
}

function importedAs(link: ConstDirectiveNode, feature: string): string | undefined {
  const imports = link.arguments?.find(({ name }) => name.value === 'import')?.value;
  if (imports?.kind !== Kind.LIST) return undefined;
  return imports.values.map((value) => importNameOf(value, feature)).find((name) => name !== undefined);
}

function importNameOf(value: ConstValueNode, feature: string): string | undefined {
  if (value.kind === Kind.STRING) return value.value === `@${feature}` ? feature : undefined;
  if (value.kind !== Kind.OBJECT) return undefined;
  const text = (name: string) => {
    const found = value.fields.find((field) => field.name.value === name)?.value;
    return found?.kind === Kind.STRING ? found.value : undefined;
  };
  return text('name') === `@${feature}` ? (text('as') ?? `@${feature}`).slice(1) : undefined;
}
