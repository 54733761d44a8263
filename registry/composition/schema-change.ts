import { BreakingChangeType, DangerousChangeType, type BreakingChange, type DangerousChange } from 'graphql';
import type { SchemaChange } from './messages.js';

/** A change as graphql-js finds it, with the coordinate that it is about and those by whose use clients notice it. */
export function schemaChange(level: SchemaChange['level'], found: BreakingChange | DangerousChange): SchemaChange {
  return { level, message: found.description, ...subjectOf(found) };
}

type Subject = Pick<SchemaChange, 'coordinate' | 'users'>;

/** Descriptions of one kind of change have one form, in which each name stands after the same words. */
function subjectOf({ type, description }: BreakingChange | DangerousChange): Subject {
  const after = (pattern: RegExp): string => pattern.exec(description)?.[1] ?? '';
  const first = after(/^(\w+(?:\.\w+)?)/);
  switch (type) {
    case BreakingChangeType.TYPE_REMOVED_FROM_UNION:
    case DangerousChangeType.TYPE_ADDED_TO_UNION:
    case DangerousChangeType.VALUE_ADDED_TO_ENUM:
      return whole(after(/ (?:union|enum) type (\w+)/));
    case BreakingChangeType.VALUE_REMOVED_FROM_ENUM:
      return member(`${after(/ enum type (\w+)/)}.${first}`);
    case BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED:
    case DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED: {
      const owner = after(/ on input type (\w+)/);
      return { coordinate: `${owner}.${after(/ field (\w+)/)}`, users: [owner] };
    }
    case BreakingChangeType.REQUIRED_ARG_ADDED:
    case DangerousChangeType.OPTIONAL_ARG_ADDED: {
      const field = after(/ on (\w+\.\w+)/);
      return { coordinate: `${field}(${after(/ arg (\w+)/)}:)`, users: [field] };
    }
    case BreakingChangeType.ARG_REMOVED:
    case BreakingChangeType.ARG_CHANGED_KIND:
    case DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE: {
      const coordinate = `${first}(${after(/ arg (\w+)/)}:)`;
      return { coordinate, users: [becomesRequired(description) ? first : coordinate] };
    }
    case BreakingChangeType.FIELD_CHANGED_KIND:
      return becomesRequired(description) ? { coordinate: first, users: [typeOf(first)] } : member(first);
    case BreakingChangeType.FIELD_REMOVED:
      return member(first);
    case DangerousChangeType.IMPLEMENTED_INTERFACE_ADDED:
      return whole(after(/ implemented by (\w+)/));
    case BreakingChangeType.TYPE_REMOVED:
    case BreakingChangeType.TYPE_CHANGED_KIND:
    case BreakingChangeType.IMPLEMENTED_INTERFACE_REMOVED:
      return whole(first);
    default:
      // Which directives operations have is not reported.
      return { coordinate: first, users: [] };
  }
}

/** Breaks those who leave it out, too. A field of an answer that becomes so breaks nobody, and is never found. */
function becomesRequired(description: string): boolean {
  return / from \S+[^!\s] to \S+!\.$/.test(description);
}

function typeOf(coordinate: string): string {
  return coordinate.split('.', 1)[0]!;
}

/** `Type.*` is used by whoever may mean any member of the type. */
function member(coordinate: string): Subject {
  return { coordinate, users: [coordinate, `${typeOf(coordinate)}.*`] };
}

function whole(name: string): Subject {
  return { coordinate: name, users: [name] };
}
