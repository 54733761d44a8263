import {
  isFederationField,
  type Directive,
  type FieldDefinition,
  type SchemaElement,
} from '@apollo/federation-internals';
import type { ASTNode } from 'graphql';
import type { FieldsType, ReadSubgraph } from './read-subgraph.js';

export type Field = FieldDefinition<FieldsType>;

export const ROOT_TYPES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** The types with fields of a subgraph. */
export function fieldTypes({ withFields }: ReadSubgraph): FieldsType[] {
  return [...withFields.values()];
}

export function fieldsOf(type: FieldsType): Field[] {
  return type.fields().filter((field) => !isFederationField(field as never));
}

/** The fields of a type that the subgraph itself answers. */
export function answeredFields(read: ReadSubgraph, type: FieldsType): Field[] {
  const metadata = read.subgraph.metadata();
  return fieldsOf(type).filter((field) => !metadata.isFieldExternal(field));
}

/** A field that the subgraph itself answers; undefined where it does not. */
export function answeredField(read: ReadSubgraph, typeName: string, fieldName: string): Field | undefined {
  const field = read.withFields.get(typeName)?.field(fieldName);
  if (!field || isFederationField(field)) return undefined;
  return read.subgraph.metadata().isFieldExternal(field) ? undefined : field;
}

/** Whether the subgraph only refers to the type, and answers nothing of it. */
export function isReference(read: ReadSubgraph, type: FieldsType, keyed: ReadonlySet<string>): boolean {
  if (ROOT_TYPES.has(type.name)) return false;
  const keys = type.appliedDirectivesOf(read.subgraph.metadata().keyDirective());
  const own = answeredFields(read, type).filter(({ coordinate }) => !keyed.has(coordinate));
  const isResolved = keys.some((key) => key.arguments().resolvable !== false);
  return own.length === 0 && !isResolved && (keys.length > 0 || answeredFields(read, type).length === 0);
}

/** The number of the line that an element's name or a directive stands on; 1 for what stands nowhere. */
export function lineOf(element: SchemaElement<never, never> | Directive): number {
  return lineOfNode((element as { readonly sourceAST?: ASTNode }).sourceAST) ?? 1;
}

/** The number of the line that a node stands on, without its description. */
export function lineOfNode(node: ASTNode | undefined): number | undefined {
  const named = node && 'name' in node && node.name ? node.name : node;
  return named?.loc?.startToken.line;
}
