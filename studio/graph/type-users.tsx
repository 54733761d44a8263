import type { GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';
import { FactsTable } from '../kit/facts-table.js';
import { routeTo } from '../shell/route.js';

interface TypeUsersProps {
  readonly graph: GraphDescription;
  readonly name: string;
}

/** The fields and arguments that give or take a type. */
export function TypeUsers({ graph, name }: TypeUsersProps) {
  const isIt = (type: string) => type.replaceAll(/[[\]!]/g, '') === name;
  const rows = graph.types.flatMap((type) =>
    type.fields
      .filter((field) => isIt(field.type) || field.arguments.some((argument) => isIt(argument.type)))
      .map((field) => ({
        coordinate: `${type.name}.${field.name}`,
        type: type.name,
        how: isIt(field.type) ? 'gives it' : 'takes it',
      })),
  );
  return (
    <FactsTable
      caption={`Where ${name} is used`}
      rows={rows}
      keyOf={({ coordinate }) => coordinate}
      none="No field gives or takes it."
      columns={[
        {
          title: 'Field',
          cell: ({ coordinate, type }) => <a href={routeTo(['graph', 'type', type])}>{coordinate}</a>,
        },
        { title: 'How', cell: ({ how }) => how },
      ]}
    />
  );
}
