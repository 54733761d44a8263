import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Certainty } from './certainty.js';

export type ActionStatus = 'PROPOSED' | 'UNDER_WAY' | 'COMPLETE';

/** A proposed action of the framework. */
@Entity('framework_action')
@Index('ix_framework_action_condition', ['conditionNumber', 'position'])
export class FrameworkAction {
  @PrimaryColumn({ type: 'varchar', length: 12 }) id!: string;
  @Column({ type: 'int' }) conditionNumber!: number;
  /** Its place within the condition, from 1. */
  @Column({ type: 'int' }) position!: number;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  /** How far it has come; generated. */
  @Column({ type: 'varchar', length: 10 }) status!: ActionStatus;
  @Column({ type: 'varchar', length: 10 }) certainty!: Certainty;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
