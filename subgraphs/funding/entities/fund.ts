import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type FundKind = 'POOLED' | 'PROGRAMME' | 'GRANT_PROGRAMME';

/** Money set aside for a purpose. Grants are paid from it when their grant programme has its code. */
@Entity('fund')
@Index('ix_fund_programmeCode_code', ['programmeCode', 'code'])
export class Fund {
  @PrimaryColumn({ type: 'varchar', length: 64 }) code!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 20 }) kind!: FundKind;
  /** A code of the 360Giving code list `regrantType`. */
  @Column({ type: 'varchar', length: 10, nullable: true }) regrantType!: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) programmeCode!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
