import type { ActionContext } from './actions/context.js';
import { createWebhook, deleteWebhook, deliveriesOf, webhooks, type CreateWebhookInput } from './actions/webhooks.js';
import * as read from './actions/read.js';
import type { Webhook, WebhookDelivery } from './store/entities/webhook.js';

/** The resolvers of webhooks in `schema/registry.graphql`. */
export const webhookResolvers = {
  Query: {
    webhooks: (_: unknown, __: unknown, context: ActionContext) => webhooks(context),
  },
  Mutation: {
    createWebhook: (_: unknown, { input }: { input: CreateWebhookInput }, context: ActionContext) =>
      createWebhook(context, input),
    deleteWebhook: (_: unknown, { id }: { id: string }, context: ActionContext) => deleteWebhook(context, id),
  },
  Webhook: {
    partner: ({ partner }: Webhook, _: unknown, context: ActionContext) => partner && read.partner(context, partner),
    deliveries: ({ id }: Webhook, { first }: { first: number }, context: ActionContext) =>
      deliveriesOf(context, id, first),
  },
  WebhookDelivery: {
    createdAt: ({ createdAtMs }: WebhookDelivery) => new Date(createdAtMs),
    nextAt: ({ status, nextAtMs }: WebhookDelivery) => (status === 'WAITING' ? new Date(nextAtMs) : null),
  },
};
