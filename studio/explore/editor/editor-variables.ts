import { useGraphiQL } from '@graphiql/react';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Values } from '../form/variables-fields.js';
import { isRecord } from '../../kit/is-record.js';

export interface EditorVariables {
  /** What the variables editor holds; undefined while it is no JSON object. */
  readonly values: Values | undefined;
  /** Writes values into the variables editor, in a step that can be undone there; undefined ones are left out. */
  readonly write: (values: Values) => void;
}

/** The variables editor's text as values, both ways. */
export function useEditorVariables(): EditorVariables {
  const editor = useGraphiQL(({ variableEditor }) => variableEditor);
  const subscribe = useCallback(
    (change: () => void) => {
      const listening = [editor?.onDidChangeModelContent(change), editor?.onDidChangeModel(change)];
      return () => listening.forEach((one) => one?.dispose());
    },
    [editor],
  );
  const text = useSyncExternalStore(subscribe, () => editor?.getValue() ?? '');
  const values = useMemo(() => valuesIn(text), [text]);
  const write = useCallback(
    (next: Values) => {
      const model = editor?.getModel();
      if (!editor || !model) return;
      editor.pushUndoStop();
      editor.executeEdits('form', [{ range: model.getFullModelRange(), text: textOf(next) }]);
    },
    [editor],
  );
  return { values, write };
}

function valuesIn(text: string): Values | undefined {
  if (text.trim() === '') return {};
  try {
    const values: unknown = JSON.parse(text);
    return isRecord(values) ? values : undefined;
  } catch {
    return undefined;
  }
}

function textOf(values: Values): string {
  const text = JSON.stringify(values, null, 2);
  return text === '{}' ? '' : text;
}
