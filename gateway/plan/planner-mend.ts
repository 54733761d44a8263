import { Field, isInterfaceObjectType, possibleRuntimeTypes, type CompositeType } from '@apollo/federation-internals';

const TYPENAME = '__typename';

type Rebase = (this: Field, options: Parameters<Field['rebaseOn']>[0]) => Field | undefined;

/**
 * Lets the planner ask an interface object for its `__typename` where it would else give up: after `@requires` of a field
 * that another interface object answers by `@requires` itself. What it says there is the interface's name, by which the
 * object can be looked up again. Plans that it made without help stay as they are.
 */
export function mendPlanner(): void {
  const rebase = Reflect.get(Field.prototype, 'rebaseOn') as Rebase;
  Field.prototype.rebaseOn = function (this: Field, options) {
    const { parentType, errorIfCannotRebase } = options;
    const isRefused = errorIfCannotRebase && this.name === TYPENAME && this.definition.parent !== parentType;
    return isRefused && mayBeInterfaceObject(parentType)
      ? this.withUpdatedDefinition(parentType.typenameField()!)
      : rebase.call(this, options);
  };
}

function mayBeInterfaceObject(type: CompositeType): boolean {
  return possibleRuntimeTypes(type).some((one) => isInterfaceObjectType(one));
}
