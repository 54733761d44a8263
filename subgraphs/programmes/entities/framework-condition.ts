import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Certainty } from './certainty.js';

/** A condition under which the framework's capabilities grow. */
@Entity('framework_condition')
export class FrameworkCondition {
  @PrimaryColumn({ type: 'int' }) number!: number;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 10 }) certainty!: Certainty;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
