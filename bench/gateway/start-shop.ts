import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What the shop's subgraphs were asked for since the last look. */
export interface Seen {
  readonly requests: number;
  readonly stages: readonly (readonly { readonly url: string; readonly body: string }[])[];
}

export interface Shop {
  readonly urls: Readonly<Record<string, string>>;
  look(): Promise<Seen>;
  stop(): void;
}

/** Starts the process with the shop's subgraphs. */
export async function startShop(): Promise<Shop> {
  const child = fork(join(import.meta.dirname, 'serve-shop.js'));
  const next = <Message>() =>
    new Promise<Message>((resolve) => child.once('message', (message) => resolve(message as Message)));
  const { urls } = await next<{ urls: Record<string, string> }>();
  return {
    urls,
    look: () => {
      const seen = next<Seen>();
      child.send({});
      return seen;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
