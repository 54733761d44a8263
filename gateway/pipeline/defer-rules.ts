import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type DirectiveNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { givenArgument } from '../../kit/given-arguments.js';

/** Labels of `@defer` tell deferred parts apart: they are texts, not variables, and each is used once. */
function deferLabelRule(context: ValidationContext): ASTVisitor {
  const seen = new Set<string>();
  return {
    Directive(node) {
      if (node.name.value !== 'defer') return;
      const label = givenArgument(node, 'label');
      if (!label || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) report(context, 'The label of @defer must be a text, not a variable.', node);
      else if (seen.has(label.value)) report(context, 'The label of @defer must be used only once.', node);
      else seen.add(label.value);
    },
  };
}

/** Mutations run one after the other, so none of them can be deferred. */
function deferPlaceRule(context: ValidationContext): ASTVisitor {
  return {
    Directive(node) {
      const isMutation = context.getParentType() === context.getSchema().getMutationType();
      if (node.name.value === 'defer' && context.getParentType() && isMutation)
        report(context, 'The fields of a mutation cannot be deferred, only what is below them.', node);
    },
  };
}

function report(context: ValidationContext, message: string, node: DirectiveNode): void {
  context.reportError(new GraphQLError(message, { nodes: [node] }));
}

/** What `@defer` has to keep besides what its definition says. */
export const DEFER_RULES: readonly ValidationRule[] = [deferLabelRule, deferPlaceRule];
