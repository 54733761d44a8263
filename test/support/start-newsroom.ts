import { readGatewayConfig, type GatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway, type GatewayOverrides } from '../../gateway/gateway.js';
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
  /** In place of the supergraph of these two. */
  readonly overrides?: (subgraphs: readonly EventSubgraph[]) => GatewayOverrides;
}

export async function startNewsroom({ change, overrides }: NewsroomOptions = {}): Promise<Newsroom> {
  const published = createTopic<Article>();
  const waiting: (() => void)[] = [];
  const news = await startNews(published);
  const stars = await startStars((release) => waiting.push(release));
  const config = { ...readGatewayConfig({ port: '0' }, {}), logLevel: 'silent' as const };
  const gateway = createGateway(change?.(config) ?? config, {
    log: createLog('test', 'silent'),
    ...(overrides?.([news, stars]) ?? { supergraph: composeStarted([news, stars]) }),
  });
  await gateway.start();
  return {
    ...{ gateway, news, stars, published },
    release: () => waiting.splice(0).forEach((resolve) => resolve()),
    open: (ask) => openStream(gateway.url(), ask),
    async stop() {
      await gateway.stop();
      await news.stop();
      await stars.stop();
    },
  };
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
