import { Kind, parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { loadSchema } from '../../kit/schema.js';
import { fieldsOfVariables, type InputField } from '../form/input-shape.js';
import { loadChoices, withChoices } from '../form/load-choices.js';
import { valueOfParameter } from '../form/read-input.js';
import type { Values } from '../form/variables-fields.js';
import type { SavedQuery } from './load-library.js';

/** How a saved query is asked for its variables. */
export interface SavedQueryForm {
  readonly schema: GraphQLSchema;
  readonly fields: readonly InputField[];
}

/** All pages are fetched, so where one starts is no question for people. */
const PAGE_STARTS: ReadonlySet<string> = new Set(['after', 'before']);

/** Reads the form of a saved query from the schema, and the choices that the graph tells. */
export async function loadSavedQueryForm({ text, variables }: SavedQuery): Promise<SavedQueryForm> {
  const [schema, choices] = await Promise.all([loadSchema(), loadChoices(variables)]);
  const operation = parse(text).definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const fields = fieldsOfVariables(schema, operation?.variableDefinitions ?? [])
    .filter(({ name }) => !PAGE_STARTS.has(name))
    .map((field) => {
      const description = variables.find(({ name }) => name === field.name)?.description ?? '';
      return withChoices({ ...field, description }, choices[field.name]);
    });
  return { schema, fields };
}

/** What the parameters of an address say, and else the defaults. */
export function valuesFrom(parameters: URLSearchParams, fields: readonly InputField[]): Values {
  return Object.fromEntries(
    fields.map(({ name, shape, default: preset }) => {
      const text = parameters.get(name);
      return [name, text === null ? preset : valueOfParameter(text, shape)];
    }),
  );
}

/** Only what was chosen; the address stays short, and follows the library when a default changes. */
export function changedFrom(fields: readonly InputField[], values: Values): Values {
  const changed = fields.filter(({ name, default: preset }) => JSON.stringify(values[name]) !== JSON.stringify(preset));
  return Object.fromEntries(changed.map(({ name }) => [name, values[name]]));
}
