import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, type ChosenOperation } from '../../plan/chosen-operation.js';
import { combineSuppressions } from '../../supergraph/suppression/combine-suppressions.js';
import { countsOf } from '../../supergraph/suppression/counts-of.js';
import type { Suppression, Suppressions } from '../../supergraph/suppression/suppression.js';
import { argumentsInEffect, haveSameArguments, type ArgumentsInEffect } from './arguments-in-effect.js';
import { questionOf, type Question } from './question.js';

/** A selection on an object in or below which something is suppressed. */
export interface MarkedPlace {
  /** The way to it with the arguments on it, as they are written; where its key stands for several fields, all ways. */
  readonly written: string;
  readonly fields: readonly MarkedField[];
  readonly below: readonly PlaceBelow[];
}

export interface PlaceBelow {
  readonly key: string;
  readonly place: MarkedPlace;
}

/** What stands under one key of an object, which may be another field for each type of it. */
export interface MarkedField {
  readonly key: string;
  readonly suppression: Suppression;
  /** Of what form its value is: of a scalar of the graph's own it is a text. */
  readonly form: 'Int' | 'Float' | 'text';
  /** The keys that lead to each of the counts from which it comes; null for one not asked for with its arguments. */
  readonly counts: readonly (readonly string[] | null)[];
  readonly questions: readonly Question[];
}

/** What is asked by a count. */
export interface CountQuestion extends Question {
  /** Whether its rows are not the parts of one whole. */
  readonly isAlone: boolean;
}

/** What of an operation is suppressed. */
export interface Marked {
  readonly place: MarkedPlace;
  /** What is asked by its counts. */
  readonly questions: readonly CountQuestion[];
}

/** Finds what of an operation is suppressed; null for nothing. */
export function markedOf(chosen: ChosenOperation, schema: GraphQLSchema, suppressions: Suppressions): Marked | null {
  const { operation } = chosen;
  const type = schema.getRootType(operation.operation)!;
  const root = new PlaceMaker({ chosen, schema, suppressions });
  root.select(operation.selectionSet, type, { figure: type.name, written: '', steps: [] });
  const place = root.place();
  return place && { place, questions: questionsOf(place) };
}

function questionsOf({ fields, below }: MarkedPlace): CountQuestion[] {
  const own = fields.flatMap(({ suppression, questions }) =>
    suppression.kind === 'count' ? questions.map((one) => ({ ...one, isAlone: suppression.isAlone })) : [],
  );
  return [...own, ...below.flatMap(({ place }) => questionsOf(place))];
}

interface MarkingInput {
  readonly chosen: ChosenOperation;
  readonly schema: GraphQLSchema;
  readonly suppressions: Suppressions;
}

/** A field as it is asked for on objects of one type. */
interface AskedField {
  readonly name: string;
  readonly suppression: Suppression | undefined;
  readonly form: MarkedField['form'];
  readonly inEffect: ArgumentsInEffect;
  readonly question: Question;
}

/** All that one key stands for, which is more than one field only where objects are of several types. */
interface AskedKey {
  readonly fields: Map<string, AskedField>;
  below: PlaceMaker | null;
}

/** A place in the making. */
class PlaceMaker {
  readonly #input: MarkingInput;
  readonly #ways = new Set<string>();
  readonly #keys = new Map<string, AskedKey>();

  constructor(input: MarkingInput) {
    this.#input = input;
  }

  select({ selections }: SelectionSetNode, type: GraphQLCompositeType, way: Question): void {
    const { chosen, schema } = this.#input;
    const typeNamed = (name: string | undefined) => {
      const named = name === undefined ? type : schema.getType(name);
      return isCompositeType(named) ? named : type;
    };
    this.#ways.add(way.written);
    for (const selection of selections) {
      if (!isIncluded(selection, chosen.conditions)) continue;
      if (selection.kind === Kind.FIELD) this.#field(selection, type, way);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        this.select(selection.selectionSet, typeNamed(selection.typeCondition?.name.value), way);
      else {
        const { typeCondition, selectionSet } = chosen.fragments.get(selection.name.value)!;
        this.select(selectionSet, typeNamed(typeCondition.name.value), way);
      }
    }
  }

  place(): MarkedPlace | null {
    const fields = [...this.#keys].flatMap(([key, asked]) => this.#marked(key, [...asked.fields.values()]));
    const below = [...this.#keys].flatMap(([key, asked]) => {
      const place = asked.below?.place();
      return place ? [{ key, place }] : [];
    });
    return fields.length + below.length === 0 ? null : { written: [...this.#ways].sort().join(), fields, below };
  }

  #field(node: FieldNode, type: GraphQLCompositeType, way: Question): void {
    const definition = definitionOf(type, node.name.value);
    if (!definition) return;
    const key = node.alias?.value ?? definition.name;
    const named = getNamedType(definition.type);
    const question = questionOf(way, node, definition);
    const asked = this.#keys.get(key) ?? { fields: new Map<string, AskedField>(), below: null };
    this.#keys.set(key, asked);
    for (const one of this.#typesOf(type, definition.name))
      asked.fields.set(`${one.name} ${question.written}`, this.#asked(node, one, question));
    if (!node.selectionSet || !isCompositeType(named)) return;
    asked.below ??= new PlaceMaker(this.#input);
    asked.below.select(node.selectionSet, named, question);
  }

  /** With the types that an object of an interface may have, which say of a figure what holds of theirs. */
  #typesOf(type: GraphQLCompositeType, fieldName: string): readonly GraphQLCompositeType[] {
    const { schema, suppressions } = this.#input;
    const isMarked = Object.hasOwn(suppressions, `${type.name}.${fieldName}`);
    return isMarked && isInterfaceType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
  }

  #asked(node: FieldNode, type: GraphQLCompositeType, question: Question): AskedField {
    const { suppressions } = this.#input;
    const definition = definitionOf(type, node.name.value)!;
    const coordinate = `${type.name}.${definition.name}`;
    const { name } = getNamedType(definition.type);
    return {
      name: definition.name,
      suppression: Object.hasOwn(suppressions, coordinate) ? suppressions[coordinate] : undefined,
      form: name === 'Int' || name === 'Float' ? name : 'text',
      inEffect: argumentsInEffect(node, definition),
      question,
    };
  }

  #marked(key: string, fields: readonly AskedField[]): MarkedField[] {
    const suppression = combineSuppressions(fields.map((field) => field.suppression));
    if (!suppression) return [];
    const of = sharedArguments(fields);
    return [
      {
        key,
        suppression,
        form: fields[0]!.form,
        counts: countsOf(suppression).map((names) => of && this.#wayTo(names, of, [])),
        questions: [...new Set(fields.map(({ question }) => question))],
      },
    ];
  }

  /** The keys that lead to a count by its names, for the same arguments; null when it is not asked for so. */
  #wayTo(names: readonly string[], of: ArgumentsInEffect, way: readonly ArgumentsInEffect[]): string[] | null {
    const [name, ...rest] = names;
    for (const [key, { fields: byType, below }] of this.#keys) {
      const fields = [...byType.values()];
      const shared = fields.every((field) => field.name === name) ? sharedArguments(fields) : null;
      if (!shared) continue;
      const steps = [...way, shared];
      if (rest.length === 0) {
        const kind = combineSuppressions(fields.map((field) => field.suppression))?.kind;
        if (kind === 'count' && haveSameArguments(of, steps)) return [key];
      } else {
        const found = below && below.#wayTo(rest, of, steps);
        if (found) return [key, ...found];
      }
    }
    return null;
  }
}

/** The arguments of fields that have the same ones. */
function sharedArguments([first, ...others]: readonly AskedField[]): ArgumentsInEffect | null {
  const text = (field: AskedField) => JSON.stringify([...field.inEffect].sort());
  return first && others.every((other) => text(other) === text(first)) ? first.inEffect : null;
}

function definitionOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const fields = type.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
