import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';
import type { KnownCoordinate } from './messages.js';
import { givenText } from '../../kit/given-arguments.js';

/** Names of what composition adds for gateways. */
const OF_COMPOSITION = /^(join|link|context|cost|connect)__/;

/** What clients can name in a supergraph: fields, arguments, input fields and enum values, by coordinate. */
export function readCoordinates(sdl: string): KnownCoordinate[] {
  const definitions = parse(sdl, { noLocation: true }).definitions.filter(
    (node): node is TypeDefinitionNode => 'name' in node && /TypeDefinition$/.test(node.kind),
  );
  return definitions
    .filter(({ name, directives }) => !OF_COMPOSITION.test(name.value) && !isHidden(directives))
    .flatMap((type) => membersOf(type))
    .sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
}

interface Member {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function membersOf(type: TypeDefinitionNode): KnownCoordinate[] {
  const typeName = type.name.value;
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return shown(type.fields).flatMap((field) => fieldAndArguments(field, typeName));
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return shown<InputValueDefinitionNode>(type.fields).map((field) =>
        known(field, `${typeName}.${field.name.value}`),
      );
    case Kind.ENUM_TYPE_DEFINITION:
      return shown(type.values).map((value) => known(value, `${typeName}.${value.name.value}`));
    default:
      return [];
  }
}

function fieldAndArguments(field: FieldDefinitionNode, typeName: string): KnownCoordinate[] {
  const coordinate = `${typeName}.${field.name.value}`;
  const args = shown(field.arguments).map((argument) => known(argument, `${coordinate}(${argument.name.value}:)`));
  return [known(field, coordinate), ...args];
}

function known({ directives }: Member, coordinate: string): KnownCoordinate {
  const deprecated = directives?.find(({ name }) => name.value === 'deprecated');
  const reason = deprecated && (givenText(deprecated, 'reason') ?? 'No longer supported');
  const sunset = directives?.find(({ name }) => /^(\w+__)?sunset$/.test(name.value));
  return { coordinate, deprecationReason: reason ?? null, sunset: givenText(sunset, 'date') ?? null };
}

function shown<Some extends Member>(members: readonly Some[] | undefined): Some[] {
  return (members ?? []).filter(({ directives }) => !isHidden(directives));
}

function isHidden(directives: readonly ConstDirectiveNode[] | undefined): boolean {
  return directives?.some(({ name }) => /^(\w+__)?inaccessible$/.test(name.value)) ?? false;
}
