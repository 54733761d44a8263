import {
  GraphQLError,
  type ASTVisitor,
  type FloatValueNode,
  type IntValueNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What is asked for must be there: https://spec.graphql.org/draft/#sec-Operation-Type-Existence */
function rootTypeRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`The schema has no ${node.operation}.`, { nodes: [node] }));
    },
  };
}

/** A number beyond all others would be sent as none. */
function numberRule(context: ValidationContext): ASTVisitor {
  const check = (node: FloatValueNode | IntValueNode): void => {
    if (!Number.isFinite(Number(node.value)))
      context.reportError(new GraphQLError('The number is too large for a Float.', { nodes: [node] }));
  };
  return { FloatValue: check, IntValue: check };
}

/** What operations have to keep that the rules of the library leave to the execution. */
export const OPERATION_RULES: readonly ValidationRule[] = [rootTypeRule, numberRule];
