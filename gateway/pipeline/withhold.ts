import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { ChosenOperation } from '../plan/chosen-operation.js';
import type { Protections } from '../supergraph/protection/protections.js';
import { overLimit } from './limit-shape.js';

export interface WithholdInput {
  readonly schema: GraphQLSchema;
  readonly protections: Protections;
  /** The names of the clauses that do not hold for the caller. */
  readonly denied: readonly string[];
}

/** Where types differ in what a caller may see, a selection is asked for each of them: so many in all, at most. */
const SELECTIONS_MAX = 20_000;

/**
 * Marks the fields of an operation that a caller may not see, so that no subgraph is asked for them. A field of an
 * interface may be asked for those of its types that allow it. Throws `RequestError` when that would ask for too much.
 */
export function withhold(chosen: ChosenOperation, input: WithholdInput): ChosenOperation {
  const withheld = new Withholding(chosen, input).withheld();
  return withheld.size === 0 ? chosen : { ...chosen, withheld };
}

class Withholding {
  readonly #chosen: ChosenOperation;
  readonly #schema: GraphQLSchema;
  readonly #fields: Protections['fields'];
  readonly #denied: ReadonlySet<string>;
  readonly #withheld = new Map<FieldNode, readonly string[]>();
  /** How many selections a fragment comes to. */
  readonly #sizes = new Map<string, number>();

  constructor(chosen: ChosenOperation, { schema, protections, denied }: WithholdInput) {
    this.#chosen = chosen;
    this.#schema = schema;
    this.#fields = protections.fields;
    this.#denied = new Set(denied);
  }

  withheld(): ReadonlyMap<FieldNode, readonly string[]> {
    const { operation } = this.#chosen;
    const size = this.#walk(operation.selectionSet, this.#schema.getRootType(operation.operation)!);
    if (size > SELECTIONS_MAX) throw overLimit('MAX_SELECTIONS_LIMIT', SELECTIONS_MAX, 'fields and fragments');
    return this.#withheld;
  }

  /** Looks at the selections on a type, and tells how many there are once they are asked for. */
  #walk({ selections }: SelectionSetNode, type: GraphQLCompositeType): number {
    let size = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) size += this.#field(selection, type);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) size += this.#fragment(selection.name.value);
      else size += 1 + this.#walk(selection.selectionSet, this.#typeNamed(selection.typeCondition?.name.value) ?? type);
    }
    return size;
  }

  #fragment(name: string): number {
    const known = this.#sizes.get(name);
    if (known !== undefined) return known;
    const { typeCondition, selectionSet } = this.#chosen.fragments.get(name)!;
    const size = 1 + this.#walk(selectionSet, this.#typeNamed(typeCondition.name.value)!);
    this.#sizes.set(name, size);
    return size;
  }

  #field(field: FieldNode, type: GraphQLCompositeType): number {
    const name = field.name.value;
    if (name.startsWith('__')) return 1;
    const allowed = this.#allowedTypes(type, name);
    if (allowed) this.#withheld.set(field, allowed);
    if (allowed?.length === 0) return 0;
    const below = getNamedType(fieldType(type, name));
    const size = 1 + (field.selectionSet && isCompositeType(below) ? this.#walk(field.selectionSet, below) : 0);
    return size * (allowed?.length ?? 1);
  }

  /** The object types for which a field may be asked; undefined when it may be asked whatever the type. */
  #allowedTypes(type: GraphQLCompositeType, name: string): readonly string[] | undefined {
    if (this.#isDenied(type.name, name)) return [];
    if (!isAbstractType(type)) return undefined;
    const types = this.#schema.getPossibleTypes(type);
    const allowed = types.filter((one) => !this.#isDenied(one.name, name));
    if (allowed.length === types.length) return undefined;
    // One name in one answer of a subgraph may not stand for fields of several forms.
    const forms = new Set(allowed.map((one) => String(fieldType(one, name))));
    return forms.size > 1 ? [] : allowed.map((one) => one.name);
  }

  #isDenied(typeName: string, name: string): boolean {
    const coordinate = `${typeName}.${name}`;
    if (!Object.hasOwn(this.#fields, coordinate)) return false;
    return this.#fields[coordinate]!.some((clause) => this.#denied.has(clause));
  }

  #typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.#schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

function fieldType(type: GraphQLCompositeType, name: string): GraphQLOutputType | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const fields = type.getFields();
  return Object.hasOwn(fields, name) ? fields[name]!.type : undefined;
}
