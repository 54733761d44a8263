import type {
  DescribedField,
  DescribedType,
  GraphDescription,
} from '../../gateway/studio-api/contract/graph-description.js';
import { FactsTable } from '../kit/facts-table.js';
import { Notice } from '../kit/notice.js';
import { routeTo } from '../shell/route.js';
import { BackToGraph } from './graph-page.js';
import { OwnerMarks } from './search-box.js';
import { TypeUsers } from './type-users.js';

interface TypePageProps {
  readonly graph: GraphDescription;
  readonly name: string;
}

/** One type: who defines it, how it is found, who answers which field, and what uses it. */
export function TypePage({ graph, name }: TypePageProps) {
  const type = graph.types.find((one) => one.name === name);
  if (!type) {
    return (
      <>
        <h1>{name}</h1>
        <Notice kind="warning" title="The graph has no type of this name" />
        <BackToGraph />
      </>
    );
  }
  const all = graph.subgraphs.map((subgraph) => subgraph.name);
  const names = new Set(graph.types.map((one) => one.name));
  return (
    <>
      <h1>{type.name}</h1>
      <p>{type.description ?? 'Nobody has described it.'}</p>
      <dl className="graph-facts">
        <Fact title="Kind">{KINDS[type.kind]}</Fact>
        <Fact title="Defined by">
          <OwnerMarks subgraphs={type.subgraphs} all={all} />
        </Fact>
        {type.keys.length > 0 && <Fact title="Found by">{type.keys.map(keyInWords).join('; ')}</Fact>}
        {type.interfaces.length > 0 && <Fact title="Has the interfaces">{<Types names={type.interfaces} />}</Fact>}
        {type.possibleTypes.length > 0 && <Fact title="Is one of">{<Types names={type.possibleTypes} />}</Fact>}
        {type.tags.length > 0 && <Fact title="Tags">{type.tags.join(', ')}</Fact>}
        {type.protection.length > 0 && <Fact title="Protected by">{type.protection.join(' ')}</Fact>}
      </dl>
      {type.fields.length > 0 && <Fields type={type} all={all} names={names} />}
      {type.enumValues.length > 0 && <Values type={type} all={all} />}
      <TypeUsers graph={graph} name={type.name} />
      <p>
        <a href={routeTo(['publish', 'usage'], { of: type.name })}>Which clients use {type.name}</a>, as far as the
        registry knows.
      </p>
      <BackToGraph />
    </>
  );
}

const KINDS: Readonly<Record<DescribedType['kind'], string>> = {
  OBJECT: 'Object',
  INTERFACE: 'Interface',
  UNION: 'Union',
  ENUM: 'Enum',
  INPUT_OBJECT: 'Input',
  SCALAR: 'Scalar',
};

function Fact({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Types({ names }: { readonly names: readonly string[] }) {
  return names.map((name) => (
    <a className="graph-type" key={name} href={routeTo(['graph', 'type', name])}>
      {name}
    </a>
  ));
}

interface PartProps {
  readonly type: DescribedType;
  readonly all: readonly string[];
}

interface TypeLinkProps {
  /** As it is written, with lists and non-null. */
  readonly written: string;
  readonly names: ReadonlySet<string>;
}

/** A type as it is written, leading to its page unless it is one of GraphQL's own. */
function TypeLink({ written, names }: TypeLinkProps) {
  const name = written.replaceAll(/[[\]!]/g, '');
  return names.has(name) ? <a href={routeTo(['graph', 'type', name])}>{written}</a> : written;
}

function Fields({ type, all, names }: PartProps & Pick<TypeLinkProps, 'names'>) {
  return (
    <FactsTable
      caption="Fields"
      rows={type.fields}
      keyOf={({ name }) => name}
      columns={[
        { title: 'Field', cell: (field) => `${field.name}${argumentsInWords(field)}` },
        { title: 'Type', cell: ({ type: written }) => <TypeLink written={written} names={names} /> },
        { title: 'Answered by', cell: ({ subgraphs }) => <OwnerMarks subgraphs={subgraphs} all={all} /> },
        {
          title: 'Description',
          cell: (field) => (
            <>
              {field.deprecated !== null && <strong>Deprecated: {field.deprecated} </strong>}
              {field.description}
            </>
          ),
        },
        { title: 'Facts', cell: factsInWords },
      ]}
    />
  );
}

function Values({ type, all }: PartProps) {
  return (
    <FactsTable
      caption="Values"
      rows={type.enumValues}
      keyOf={({ name }) => name}
      columns={[
        { title: 'Value', cell: ({ name }) => name },
        {
          title: 'Description',
          cell: ({ description, deprecated }) =>
            deprecated === null ? description : `Deprecated: ${deprecated} ${description ?? ''}`,
        },
        { title: 'Known to', cell: ({ subgraphs }) => <OwnerMarks subgraphs={subgraphs} all={all} /> },
      ]}
    />
  );
}

function keyInWords({ fields, subgraph, resolvable }: DescribedType['keys'][number]): string {
  return `${fields} (${subgraph}${resolvable ? '' : ', which only knows it'})`;
}

function argumentsInWords({ arguments: args }: DescribedField): string {
  if (args.length === 0) return '';
  const written = args.map(
    ({ name, type, defaultValue }) => `${name}: ${type}${defaultValue === null ? '' : ` = ${defaultValue}`}`,
  );
  return `(${written.join(', ')})`;
}

function factsInWords({ requires, provides, overrides, tags, protection }: DescribedField): string {
  return [
    ...requires.map(({ subgraph, fields }) => `${subgraph} needs ${fields} of the others first`),
    ...provides.map(({ subgraph, fields }) => `${subgraph} answers ${fields} along with it`),
    ...overrides.map(
      ({ subgraph, from, label }) =>
        `${subgraph} answers it in place of ${from}${label === null ? '' : `, as far as ${label} says`}`,
    ),
    ...(tags.length > 0 ? [`tagged ${tags.join(', ')}`] : []),
    ...protection,
  ].join('; ');
}
