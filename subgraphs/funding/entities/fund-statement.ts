import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Certainty } from './certainty.js';

/** What was published about a fund; the contract's `PublishedStatement`. */
@Entity('fund_statement')
@Index('ix_fund_statement_fundCode_id', ['fundCode', 'id'])
export class FundStatement {
  @PrimaryColumn({ type: 'varchar', length: 64 }) id!: string;
  @Column({ type: 'varchar', length: 64 }) fundCode!: string;
  @Column({ type: 'varchar', length: 100 }) topic!: string;
  @Column({ type: 'varchar', length: 500 }) statement!: string;
  /** A decimal number as text. */
  @Column({ type: 'varchar', length: 32, nullable: true }) value!: string | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) unit!: string | null;
  @Column({ type: 'varchar', length: 100, nullable: true }) period!: string | null;
  @Column({ type: 'varchar', length: 10 }) certainty!: Certainty;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
