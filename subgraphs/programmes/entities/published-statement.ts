import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Certainty } from './certainty.js';

/** A figure or claim about a programme, as it was published. */
@Entity('published_statement')
@Index('ix_published_statement_programme', ['programmeCode', 'position'])
export class PublishedStatement {
  @PrimaryColumn({ type: 'varchar', length: 40 }) id!: string;
  @Column({ type: 'varchar', length: 40 }) programmeCode!: string;
  /** Its place among the programme's statements, from 1. */
  @Column({ type: 'int' }) position!: number;
  @Column({ type: 'varchar', length: 100 }) topic!: string;
  @Column({ type: 'varchar', length: 300 }) statement!: string;
  /** A decimal number in text. */
  @Column({ type: 'varchar', length: 30, nullable: true }) value!: string | null;
  @Column({ type: 'varchar', length: 30, nullable: true }) unit!: string | null;
  @Column({ type: 'varchar', length: 100, nullable: true }) period!: string | null;
  @Column({ type: 'varchar', length: 10 }) certainty!: Certainty;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
