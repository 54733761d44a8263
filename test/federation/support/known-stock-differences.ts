/** Why the stock gateway answers some cases otherwise, where more than one case has the reason. */
export const STOCK = {
  hidesNulls: 'It reports null in a non-null place in extensions.valueCompletion and not in errors.',
  hidesWrongValues: 'It reports a value of a wrong type in extensions.valueCompletion and not in errors.',
  errorsWithoutPath: 'An error of a request that failed as a whole has no path and no serviceName.',
  keepsDuplicates: 'It sends the same representation more than once.',
  mergesByResponseName:
    'The planner merges what the client selects with what @key and @requires need by response name, whatever the field.',
  asksWithoutInput: 'The planner asks the first subgraph at once for a field with @requires, without what it requires.',
  ignoresLabels: 'It never evaluates the label of a progressive @override and stays with the old subgraph.',
  losesInterfaceObject: 'The planner fails at a type that is narrowed where an @interfaceObject provides fields.',
  refusesContext: 'It does not start on a supergraph with @context.',
} as const;
