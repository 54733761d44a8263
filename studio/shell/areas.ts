import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** A part of the studio: what the navigation shows, and the page that is loaded when it is opened. */
export interface Area {
  readonly id: string;
  readonly title: string;
  readonly Page: LazyExoticComponent<ComponentType>;
}

/** In the order of the navigation; the first is where one arrives. */
export const AREAS: readonly Area[] = [
  { id: 'explore', title: 'Explore', Page: page(async () => (await import('../explore/explore-page.js')).ExplorePage) },
  { id: 'graph', title: 'Graph', Page: page(async () => (await import('../graph/graph-page.js')).GraphPage) },
  { id: 'publish', title: 'Publish', Page: page(async () => (await import('../publish/publish-page.js')).PublishPage) },
  { id: 'data', title: 'Data', Page: page(async () => (await import('../data/data-page.js')).DataPage) },
];

function page(load: () => Promise<ComponentType>): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: await load() }));
}
