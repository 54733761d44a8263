import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGatewayConfig, type GatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { createLog } from '../../kit/log.js';
import { composeStarted } from './compose-started.js';
import { openStream, type OpenedStream, type StreamAsk } from './open-stream.js';
import { startEventSubgraph, type EventSubgraph } from './start-event-subgraph.js';
import { createTopic, type Topic } from './topic.js';

/** A gateway over two partners: `news` has articles and tells of new ones, `stars` adds to each of them. */
export interface Newsroom {
  readonly gateway: Gateway;
  readonly news: EventSubgraph;
  readonly stars: EventSubgraph;
  /** Of which `Subscription.published` tells. */
  readonly published: Topic<Article>;
  /** Lets go of everybody who waits for `Article.slow`. */
  release(): void;
  /** Has the gateway follow to a supergraph with one more field of `Query`. */
  reload(field: string): void;
  open(ask: StreamAsk): Promise<OpenedStream>;
  stop(): Promise<void>;
}

export interface Article {
  readonly id: string;
  readonly text?: string | null;
}

const NEWS_SDL = `
  type Query { article: Article! articles: [Article!]! media: [Medium] nothing: Article  long(kb: Int!): [Article!]! }
  type Mutation { publish(text: String!): Article }
  type Subscription { published(topic: String): Article! broken: Article }
  type Article @key(fields: "id") { id: ID! text: String must: String! film: Film }
  type Film implements Titled { title: String! article: Article }
  interface Titled { title: String! }
  union Medium = Article | Film
`;
const STARS_SDL = `
  type Article @key(fields: "id") { id: ID! stars: Int slow: String fails: String strict: String! next: Article }
`;

const ARTICLES: readonly Article[] = [
  { id: '1', text: 'One' },
  { id: '2', text: 'Two' },
];

export interface NewsroomOptions {
  readonly change?: (config: GatewayConfig) => GatewayConfig;
  /** Where the gateway keeps its data and follows a file with its supergraph; else it is given the supergraph. */
  readonly folder?: string;
}

export async function startNewsroom({ change, folder }: NewsroomOptions = {}): Promise<Newsroom> {
  const published = createTopic<Article>();
  const waiting: (() => void)[] = [];
  const news = await startNews(published);
  const stars = await startStars((release) => waiting.push(release));
  const supergraph = composeStarted([news, stars]);
  const paths = folder === undefined ? {} : { supergraph: join(folder, 'supergraph.graphql'), dataDir: folder };
  if (folder !== undefined) putSupergraph(folder, supergraph.sdl);
  const config = { ...readGatewayConfig({ port: '0' }, {}), logLevel: 'silent' as const, ...paths };
  const gateway = createGateway(change?.(config) ?? config, {
    log: createLog('test', 'silent'),
    ...(folder === undefined ? { supergraph } : {}),
  });
  await gateway.start();
  return {
    ...{ gateway, news, stars, published },
    release: () => waiting.splice(0).forEach((resolve) => resolve()),
    open: (ask) => openStream(gateway.url(), ask),
    reload: (field) =>
      putSupergraph(
        folder!,
        composeStarted([{ ...news, sdl: `${news.sdl} extend type Query { ${field}: Int }` }, stars]).sdl,
      ),
    async stop() {
      await gateway.stop();
      await news.stop();
      await stars.stop();
    },
  };
}

function putSupergraph(folder: string, sdl: string): void {
  writeFileSync(join(folder, 'next'), sdl);
  renameSync(join(folder, 'next'), join(folder, 'supergraph.graphql'));
}

function startNews(published: Topic<Article>): Promise<EventSubgraph> {
  const film = { __typename: 'Film', title: 'Metropolis', article: ARTICLES[1] };
  return startEventSubgraph('news', NEWS_SDL, {
    Query: {
      article: () => ARTICLES[0],
      articles: () => ARTICLES,
      media: () => [{ __typename: 'Article', ...ARTICLES[0] }, film, null],
      nothing: () => null,
      long: (_: unknown, { kb }: { kb: number }) => [{ id: '1', text: 'x'.repeat(kb * 1024) }],
    },
    Mutation: { publish: (_: unknown, { text }: { text: string }) => ({ id: '3', text }) },
    Subscription: {
      published: { subscribe: () => published.subscribe(), resolve: (article: Article) => article },
      broken: { subscribe: () => Promise.reject(new Error('No news today')) },
    },
    Article: { must: ({ id }: Article) => (id === '2' ? null : 'must'), film: () => film },
  });
}

function startStars(wait: (release: () => void) => void): Promise<EventSubgraph> {
  return startEventSubgraph('stars', STARS_SDL, {
    Article: {
      stars: ({ id }: Article) => Number(id),
      slow: () => new Promise((resolve) => wait(() => resolve('late'))),
      fails: () => Promise.reject(new Error('Out of stars')),
      strict: () => null,
      next: ({ id }: Article) => ({ id: String(Number(id) + 1) }),
    },
  });
}
