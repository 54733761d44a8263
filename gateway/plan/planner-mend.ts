import {
  Field,
  isInterfaceObjectType,
  MultiMap,
  possibleRuntimeTypes,
  type CompositeType,
} from '@apollo/federation-internals';
import { pruneOptions } from './prune-options.js';

const TYPENAME = '__typename';

/** Mends what the planner itself does wrong. Plans that it made without help stay as they are or get shorter. */
export function mendPlanner(): void {
  mendTypenames();
  mendMerging();
  pruneOptions();
}

type Rebase = (this: Field, options: Parameters<Field['rebaseOn']>[0]) => Field | undefined;

/**
 * Lets the planner ask an interface object for its `__typename` where it would else give up: after `@requires` of a field
 * that another interface object answers by `@requires` itself. What it says there is the interface's name, by which the
 * object can be looked up again.
 */
function mendTypenames(): void {
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

/** A fetch in the making, as far as it is mended. */
interface FetchGroup {
  parents(): readonly { readonly group: FetchGroup }[];
  addParent(parent: { readonly group: FetchGroup }): void;
  removeChild(child: FetchGroup): void;
  isDescendantOf(other: FetchGroup): boolean;
  mergeInWithAllDependencies(other: FetchGroup): void;
}

/**
 * Lets the planner merge two fetches of the same inputs of which one waits for the other: the one that is left would else
 * wait for itself, and planning never end. The planner keeps the class of its fetches to itself, so it is mended when it
 * first gathers some.
 */
function mendMerging(): void {
  const add = Reflect.get(MultiMap.prototype, 'add') as MultiMap<unknown, unknown>['add'];
  MultiMap.prototype.add = function (this: MultiMap<unknown, unknown>, key, value) {
    if (isFetchGroup(value)) {
      MultiMap.prototype.add = add;
      mendFetchGroups(Object.getPrototypeOf(value) as FetchGroup);
    }
    return add.call(this, key, value);
  };
}

function isFetchGroup(value: unknown): value is FetchGroup {
  return typeof value === 'object' && value !== null && 'mergeInWithAllDependencies' in value;
}

function mendFetchGroups(prototype: FetchGroup): void {
  const addParent = Reflect.get(prototype, 'addParent');
  const merge = Reflect.get(prototype, 'mergeInWithAllDependencies');
  prototype.addParent = function (parent) {
    if (parent.group !== this) addParent.call(this, parent);
  };
  prototype.mergeInWithAllDependencies = function (other) {
    for (const { group } of [...this.parents()]) {
      if (group === other || group.isDescendantOf(other)) group.removeChild(this);
    }
    merge.call(this, other);
  };
}
