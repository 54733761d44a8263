import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../../../kit/database/columns.js';

/** What webhooks are told of, as the contract has it. */
export const WEBHOOK_EVENTS = [
  'VERSION_PUBLISHED',
  'VERSION_QUARANTINED',
  'VERSION_REFUSED',
  'SUPERGRAPH_LIVE',
  'ROLLED_BACK',
  'GRANT_REQUESTED',
  'GRANT_APPROVED',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** An address to be told of events. Its secret follows from the registry's key, and is nowhere. */
@Entity('webhook')
export class Webhook {
  @PrimaryColumn({ type: 'varchar', length: 12 }) id!: string;
  /** Null for an operator, who is told of everything. */
  @Column({ type: 'varchar', length: 63, nullable: true }) partner!: string | null;
  @Column({ type: 'varchar', length: 500 }) url!: string;
  @Column({ type: 'simple-json' }) events!: WebhookEvent[];
  @Column({ type: 'datetime', precision: 3 }) createdAt!: Date;
  @Column({ type: 'varchar', length: 160 }) createdBy!: string;
}

/** Something to be told to one address, kept until it is. */
@Entity('webhook_delivery')
@Index('ix_delivery_due', ['status', 'nextAtMs'])
@Index('ix_delivery_webhook', ['webhook', 'createdAtMs'])
export class WebhookDelivery {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 12 }) webhook!: string;
  @Column({ type: 'varchar', length: 40 }) event!: WebhookEvent;
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'varchar', length: 10 }) status!: 'WAITING' | 'DELIVERED' | 'FAILED';
  @Column({ type: 'bigint', transformer: wholeNumber }) createdAtMs!: number;
  /** When it is tried next; while it is tried, when it counts as lost. */
  @Column({ type: 'bigint', transformer: wholeNumber }) nextAtMs!: number;
  @Column({ type: 'int' }) attempts!: number;
  /** What came of the last attempt; null before the first. */
  @Column({ type: 'varchar', length: 200, nullable: true }) answer!: string | null;
}
