import { Kind, type ConstDirectiveNode, type ConstValueNode, type TypeDefinitionNode } from 'graphql';
import { parseFieldSet, walkFieldSet } from '../prepare/field-sets.js';
import { argumentOf, directivesOf, graphOf, type Joined } from '../prepare/join-directives.js';
import { hasFields, interfacesOf, namedType, type SupergraphTypes } from '../prepare/supergraph-types.js';
import type { CoreFeature } from './core-features.js';
import { givenArgument, textAt } from '../../../kit/given-arguments.js';

/** What a caller must have to see a field. */
export type Clause =
  | { readonly kind: 'authenticated' }
  /** All scopes of one of the lists; an empty outer list asks for nothing. */
  | { readonly kind: 'scopes'; readonly anyOf: readonly (readonly string[])[] }
  /** All policies of one of the lists. */
  | { readonly kind: 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** Which fields of a supergraph not everybody may see. */
export interface Protections {
  /** Clauses by their names. */
  readonly clauses: Readonly<Record<string, Clause>>;
  /** The names of the clauses of which each must hold, by `Type.field`; others may be seen by everybody. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

const SPECIFICATIONS = ['authenticated', 'requiresScopes', 'policy'] as const;
type Specification = (typeof SPECIFICATIONS)[number];

/**
 * Finds what `@authenticated`, `@requiresScopes` and `@policy` protect (https://specs.apollo.dev/authenticated/v0.1 and the
 * two like it): a field by what stands on itself, on its type, on the type that it gives, and on all that it needs by
 * `@requires` or `@fromContext`. An interface object's fields are protected on every type that has the interface.
 */
export function protectionsOf(types: SupergraphTypes, features: readonly CoreFeature[]): Protections {
  const names = new Map<string, Specification>();
  for (const name of SPECIFICATIONS) {
    const feature = features.find(({ identity }) => identity === `https://specs.apollo.dev/${name}`);
    if (feature) names.set(feature.directiveName(name), name);
  }
  if (names.size === 0) return { clauses: {}, fields: {} };
  const context = features.find(({ identity }) => identity === 'https://specs.apollo.dev/context');
  return new Protecting(types, names, context?.directiveName('context') ?? 'context').protections();
}

/** The protections of one supergraph in the making. */
class Protecting {
  readonly #types: SupergraphTypes;
  readonly #names: ReadonlyMap<string, Specification>;
  readonly #contextDirective: string;
  readonly #clauses = new Map<string, Clause>();
  readonly #fields = new Map<string, Set<string>>();

  constructor(types: SupergraphTypes, names: ReadonlyMap<string, Specification>, contextDirective: string) {
    this.#types = types;
    this.#names = names;
    this.#contextDirective = contextDirective;
  }

  protections(): Protections {
    const coordinates = this.#types
      .withFields()
      .flatMap((type) => (type.fields ?? []).map((field) => [type.name.value, field.name.value] as const));
    // What fields need may form circles, so that one round may not reach every end.
    for (let size = -1; size !== this.#size();) {
      size = this.#size();
      for (const [typeName, fieldName] of coordinates) this.#protect(typeName, fieldName);
    }
    const found = [...this.#fields].filter(([, names]) => names.size > 0);
    return {
      clauses: Object.fromEntries(this.#clauses),
      fields: Object.fromEntries(found.map(([coordinate, names]) => [coordinate, [...names].sort()])),
    };
  }

  #size(): number {
    return [...this.#fields.values()].reduce((sum, { size }) => sum + size, 0);
  }

  #protect(typeName: string, fieldName: string): void {
    const field = this.#types.field(typeName, fieldName)!;
    const type = this.#types.get(typeName)!;
    const names = this.#fields.get(`${typeName}.${fieldName}`) ?? new Set();
    this.#fields.set(`${typeName}.${fieldName}`, names);
    const add = (more: Iterable<string>) => {
      for (const name of more) names.add(name);
    };
    add(this.#ownClauses(type));
    add(this.#ownClauses(field));
    add(this.#ownClauses(this.#types.get(namedType(field.type))));
    for (const directive of directivesOf(field, 'join__field')) {
      if (graphOf(directive) === undefined)
        for (const one of interfacesOf(type)) add(this.#fields.get(`${one}.${fieldName}`) ?? []);
      const requires = argumentOf(directive, 'requires');
      if (typeof requires === 'string') add(this.#needed(typeName, requires));
      for (const { context, selection } of contextArgumentsOf(directive))
        for (const around of this.#typesWithContext(context)) {
          add(this.#ownClauses(this.#types.get(around)));
          add(this.#needed(around, selection));
        }
    }
  }

  /** The clauses of all that a field set selects. */
  #needed(typeName: string, fieldSet: string): Set<string> {
    const needed = new Set<string>();
    walkFieldSet(this.#types, { typeName, selectionSet: parseFieldSet(fieldSet) }, (within, name) => {
      for (const one of [within, ...this.#implementing(within)])
        for (const clause of this.#fields.get(`${one}.${name}`) ?? []) needed.add(clause);
    });
    return needed;
  }

  #implementing(name: string): string[] {
    return this.#types
      .withFields()
      .filter((type) => interfacesOf(type).includes(name))
      .map((type) => type.name.value);
  }

  #typesWithContext(name: string): string[] {
    return this.#types
      .all()
      .filter((type) =>
        directivesOf(type, this.#contextDirective).some((context) => argumentOf(context, 'name') === name),
      )
      .flatMap((type) =>
        hasFields(type) ? [type.name.value, ...this.#implementing(type.name.value)] : membersOf(type),
      );
  }

  /** The names of the clauses that stand on an element itself. */
  #ownClauses(element: Joined | undefined): string[] {
    return (element?.directives ?? []).flatMap((directive) => {
      const specification = this.#names.get(directive.name.value);
      const clause = specification && clauseOf(specification, directive);
      if (!clause) return [];
      const name = clause.kind === 'authenticated' ? clause.kind : `${clause.kind} ${JSON.stringify(clause.anyOf)}`;
      this.#clauses.set(name, clause);
      return [name];
    });
  }
}

/** Null for what asks for nothing: a list without members, as composition understands it. */
function clauseOf(specification: Specification, directive: ConstDirectiveNode): Clause | null {
  if (specification === 'authenticated') return { kind: 'authenticated' };
  const [kind, argument] =
    specification === 'policy' ? (['policies', 'policies'] as const) : (['scopes', 'scopes'] as const);
  const anyOf = textsOf(givenArgument(directive, argument));
  return anyOf.length === 0 ? null : { kind, anyOf };
}

/** A list of lists of texts; by the rules of input a single value stands for a list of it. */
function textsOf(value: ConstValueNode | undefined): string[][] {
  const items = (node: ConstValueNode | undefined): readonly ConstValueNode[] =>
    node === undefined ? [] : node.kind === Kind.LIST ? node.values : [node];
  return items(value).map((inner) =>
    items(inner).flatMap((text) => (text.kind === Kind.STRING || text.kind === Kind.ENUM ? [text.value] : [])),
  );
}

interface ContextArgument {
  readonly context: string;
  /** A field set. */
  readonly selection: string;
}

function contextArgumentsOf(directive: ConstDirectiveNode): ContextArgument[] {
  const value = givenArgument(directive, 'contextArguments');
  return (value?.kind === Kind.LIST ? value.values : []).flatMap((entry) => {
    if (entry.kind !== Kind.OBJECT) return [];
    const read = (key: string): string => textAt(entry.fields, key) ?? '';
    const selection = read('selection').trim();
    const isInBraces = selection.startsWith('{');
    return [{ context: read('context'), selection: isInBraces ? selection.slice(1, -1) : selection }];
  });
}

function membersOf(type: TypeDefinitionNode): string[] {
  return type.kind === Kind.UNION_TYPE_DEFINITION ? (type.types ?? []).map(({ name }) => name.value) : [];
}
