import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { linkImports } from '../../../kit/link-imports.js';
import { argumentOf } from '../prepare/join-directives.js';

/** A specification that a supergraph says it keeps to, with the names that its elements have there. */
export interface CoreFeature {
  /** Such as `https://specs.apollo.dev/policy`. */
  readonly identity: string;
  readonly version: { readonly major: number; readonly minor: number };
  readonly purpose: string | null;
  /** The name of a directive of the specification, without `@`. */
  readonly directiveName: (name: string) => string;
}

/** The last part of a specification's address, its name, and its version: https://specs.apollo.dev/link/v1.0/. */
const FEATURE_URL = /^(.*\/([\w-]+))\/v(\d+)\.(\d+)\/?$/;

/** The features that a schema links to, by `@link` or by its predecessor `@core`. */
export function coreFeaturesOf(document: DocumentNode): CoreFeature[] {
  const links = document.definitions
    .filter((node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
    .flatMap((node) => node.directives ?? []);
  const name = nameOfLink(links);
  return links.filter((link) => link.name.value === name || link.name.value === 'core').flatMap(featureOf);
}

/** The directive that links may itself have been given another name. */
function nameOfLink(directives: readonly ConstDirectiveNode[]): string {
  const own = directives.find((link) => /\/link\/v\d+\.\d+\/?$/.test(String(argumentOf(link, 'url'))));
  return own?.name.value ?? 'link';
}

function featureOf(link: ConstDirectiveNode): CoreFeature[] {
  const url = argumentOf(link, 'url') ?? argumentOf(link, 'feature');
  const [, identity, name, major, minor] = FEATURE_URL.exec(String(url)) ?? [];
  if (identity === undefined || name === undefined) return [];
  const prefix = String(argumentOf(link, 'as') ?? name);
  const imports = importsOf(link);
  return [
    {
      identity,
      version: { major: Number(major), minor: Number(minor) },
      purpose: (argumentOf(link, 'for') as string | undefined) ?? null,
      directiveName: (directive) =>
        imports.get(`@${directive}`) ?? (directive === name ? prefix : `${prefix}__${directive}`),
    },
  ];
}

/** The local names of what is imported, without `@`, by the names in the specification. */
function importsOf(link: ConstDirectiveNode): Map<string, string> {
  return new Map(linkImports(link).map(({ name, as }) => [name, as.replace(/^@/, '')]));
}
