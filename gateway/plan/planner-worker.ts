/** The entry of a worker thread that plans operations on one supergraph, one after the other. */
import {
  baseType,
  isCustomScalarType,
  operationFromDocument,
  possibleRuntimeTypes,
  printSchema,
  Supergraph,
  type Schema,
} from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import { parentPort } from 'node:worker_threads';
import { collectGarbage } from '../../kit/collect-garbage.js';
import { prepareForPlanner, type PreparedSupergraph } from '../supergraph/prepare-for-planner.js';
import { entityKeysOf } from '../supergraph/prepare/entity-keys.js';
import { overrideLabelsOf } from '../supergraph/prepare/override-labels.js';
import { subgraphFields } from '../supergraph/prepare/subgraph-fields.js';
import { SupergraphTypes } from '../supergraph/prepare/supergraph-types.js';
import { costsOf } from '../supergraph/cost/costs.js';
import { coreFeaturesOf } from '../supergraph/protection/core-features.js';
import { protectionsOf } from '../supergraph/protection/protections.js';
import { taggedFieldsOf } from '../supergraph/protection/tagged-fields.js';
import { suppressionsOf } from '../supergraph/suppression/suppressions-of.js';
import { unknownProtection } from '../supergraph/protection/security-features.js';
import type { FromWorker, PlanRequest, SupergraphFacts, ToWorker } from './planner-messages.js';
import { mendPlanner } from './planner-mend.js';
import { restorePlan } from './restore-plan.js';
import { verifyDemands, verifyPlan } from './verify-plan.js';

/** Plans one operation. */
type Plan = (request: PlanRequest) => QueryPlan;

let planOn: Plan | undefined;

mendPlanner();

parentPort!.on('message', (message: ToWorker) => {
  parentPort!.postMessage(message.kind === 'open' ? opened(message.sdl) : planned(message.request));
  if (message.kind === 'open') collectGarbage();
});

function opened(sdl: string): FromWorker {
  try {
    const { plan, facts } = open(sdl);
    planOn = plan;
    return { kind: 'ready', facts };
  } catch (error) {
    return { kind: 'refused', reason: (error as Error).message };
  }
}

function planned(request: PlanRequest): FromWorker {
  try {
    return { kind: 'planned', plan: planOn!(request) };
  } catch (error) {
    return { kind: 'failed', reason: (error as Error).message };
  }
}

function open(sdl: string): { plan: Plan; facts: SupergraphFacts } {
  const marker = markerFor(sdl);
  const document = parse(sdl, { noLocation: true });
  const features = coreFeaturesOf(document);
  const unknown = unknownProtection(features);
  if (unknown !== null) throw new Error(unknown);
  const prepared = prepareForPlanner(document, marker, 'usual');
  const planning = openPlanning(prepared, (made, fields) => {
    verifyPlan(made, fields);
    verifyDemands(made, fields);
  });
  const facts = factsOf(planning.supergraph.schema, planning.apiSchema);
  let careful: Planning | undefined;
  return {
    plan(request) {
      try {
        return planning.plan(request);
      } catch (error) {
        if (facts.interfaceObjects.length === 0) throw error;
        careful ??= openPlanning(prepareForPlanner(document, marker, 'more'), verifyPlan);
        return careful.plan(request);
      }
    },
    facts: {
      ...facts,
      keys: entityKeysOf(new SupergraphTypes(document)),
      overrideLabels: overrideLabelsOf(new SupergraphTypes(prepared.document)),
      tags: taggedFieldsOf(new SupergraphTypes(document), features),
      costs: costsOf(new SupergraphTypes(document), features),
      protections: protectionsOf(new SupergraphTypes(document), features),
      suppressions: suppressionsOf(new SupergraphTypes(document), features),
      marker,
    },
  };
}

/** A supergraph as the planner read it. */
interface Planning {
  readonly supergraph: Supergraph;
  readonly apiSchema: Schema;
  readonly plan: Plan;
}

function openPlanning(prepared: PreparedSupergraph, verify: typeof verifyPlan): Planning {
  const supergraph = Supergraph.build(prepared.document, { supportedFeatures: null, validateSupergraph: false });
  const apiSchema = apiSchemaOf(supergraph, Object.keys(prepared.syntheticFields));
  const fields = subgraphFields(new SupergraphTypes(prepared.document));
  const planner = new QueryPlanner(supergraph, { incrementalDelivery: { enableDefer: true } });
  return {
    supergraph,
    apiSchema,
    plan(request) {
      const made = plan(planner, apiSchema, request);
      verify(made, fields);
      return asPlainData(restorePlan(made, prepared));
    },
  };
}

/** The API schema without the synthetic fields, which only the planner has to see. */
function apiSchemaOf(supergraph: Supergraph, synthetic: readonly string[]): Schema {
  const apiSchema = supergraph.apiSchema();
  for (const type of [...apiSchema.objectTypes(), ...apiSchema.interfaceTypes()])
    for (const name of synthetic) type.field(name)?.remove();
  return apiSchema;
}

function plan(planner: QueryPlanner, apiSchema: Schema, request: PlanRequest): QueryPlan {
  const { document, operationName, overrideLabels } = request;
  const operation = operationFromDocument(apiSchema, parse(document), operationName === null ? {} : { operationName });
  return planner.buildQueryPlan(operation, {
    overrideConditions: new Map(overrideLabels.map((label) => [label, true])),
  });
}

/** A plan crosses threads by copy, which takes no more than JSON can say. */
function asPlainData(queryPlan: QueryPlan): QueryPlan {
  return JSON.parse(JSON.stringify(queryPlan)) as QueryPlan;
}

function factsOf(
  schema: Schema,
  apiSchema: Schema,
): Omit<SupergraphFacts, 'marker' | 'overrideLabels' | 'keys' | 'protections' | 'suppressions' | 'costs' | 'tags'> {
  const abstract = [...schema.interfaceTypes(), ...schema.unionTypes()];
  const composite = [...schema.objectTypes(), ...schema.interfaceTypes()];
  return {
    apiSdl: printSchema(apiSchema),
    possibleTypes: Object.fromEntries(
      abstract.map((type) => [type.name, possibleRuntimeTypes(type).map(({ name }) => name)]),
    ),
    interfaceObjects: schema
      .interfaceTypes()
      .filter((type) =>
        type.appliedDirectivesOf('join__type').some((applied) => applied.arguments()['isInterfaceObject']),
      )
      .map(({ name }) => name),
    objectTypes: schema.objectTypes().map(({ name }) => name),
    customScalarFields: composite.flatMap((type) =>
      type
        .fields()
        .filter((field) => field.type && isCustomScalarType(baseType(field.type)))
        .map((field) => field.coordinate),
    ),
  };
}

/** A text that stands nowhere in the supergraph. */
function markerFor(sdl: string): string {
  let marker = '__j';
  while (sdl.includes(marker)) marker += 'j';
  return marker;
}
