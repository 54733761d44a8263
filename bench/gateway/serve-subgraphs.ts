/**
 * A process that serves the subgraphs of a graph, each behind a server that remembers its answers, so that a subgraph is
 * never what is measured. Arguments: name of the graph, folder for databases.
 */
import { openFlagship } from './open-flagship.js';
import { openShop } from './open-shop.js';
import { serveRemembered, type AnswerBody } from './serve-remembered.js';
import { createTraffic } from './traffic.js';

const OPEN: Readonly<Record<string, (folder: string) => Promise<Readonly<Record<string, AnswerBody>>>>> = {
  shop: openShop,
  flagship: openFlagship,
};

const [, , graph, folder] = process.argv;
const traffic = createTraffic();
const urls: Record<string, string> = {};
for (const [name, answer] of Object.entries(await OPEN[graph!]!(folder!))) {
  urls[name] = await serveRemembered(answer, traffic);
}
process.on('message', () => process.send!(traffic.look()));
process.send!({ urls });
