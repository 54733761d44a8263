import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { GraphQLSchema } from 'graphql';
import { useMemo } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../../kit/button.js';
import { fieldsOfVariables } from '../form/input-shape.js';
import { VariablesForm } from '../form/variables-form.js';
import { useEditorVariables } from './editor-variables.js';

interface EditorFormProps {
  readonly schema: GraphQLSchema;
  /** Where it stands; the editor's state is known only within the editor. */
  readonly place: HTMLElement;
}

/** The variables of the operation in the editor as a form, in step with the JSON of the variables editor. */
export function EditorForm({ schema, place }: EditorFormProps) {
  const operations = useGraphiQL((state) => state.operations);
  const operationName = useGraphiQL((state) => state.operationName);
  const actions = useGraphiQLActions();
  const { values, write } = useEditorVariables();
  const operation = operations?.find(({ name }) => name?.value === operationName) ?? operations?.[0];
  const fields = useMemo(() => fieldsOfVariables(schema, operation?.variableDefinitions ?? []), [schema, operation]);
  if (fields.length === 0) return null;
  return createPortal(
    <details className="editor-variables" open>
      <summary>Variables as a form</summary>
      {values ? (
        <VariablesForm {...{ fields, schema, values }} isExact onChange={write} onSubmit={() => actions.run()}>
          <Button type="submit" look="main">
            Run
          </Button>
        </VariablesForm>
      ) : (
        <p role="status">The variables editor holds no JSON object. The form is back when it does.</p>
      )}
    </details>,
    place,
  );
}
