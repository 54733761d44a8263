import { sourceOf } from '../../kit/provenance.js';
import type { Succession as SuccessionRow } from '../entities/succession.js';
import type { WorkforceFigure as FigureRow } from '../entities/workforce-figure.js';
import { OWN_SOURCES } from '../own-sources.js';
import type { Context } from './context.js';

export const Succession = {
  predecessor: (row: SuccessionRow, _: unknown, { load }: Context) => load.organisation.load(row.predecessorCode),
  successor: (row: SuccessionRow, _: unknown, { load }: Context) => load.organisation.load(row.successorCode),
  source: (row: SuccessionRow) => sourceOf(row.sourceKey, OWN_SOURCES),
};

export const WorkforceFigure = {
  fte: (row: FigureRow) => row.fteHundredths / 100,
  source: (row: FigureRow) => sourceOf(row.sourceKey, OWN_SOURCES),
};
