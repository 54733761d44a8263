import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One organisation taking over from another. */
@Entity('succession')
@Index('ix_succession_successor', ['successorCode', 'predecessorCode'])
export class Succession {
  @PrimaryColumn({ type: 'varchar', length: 12 }) predecessorCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 12 }) successorCode!: string;
  @Column({ type: 'date' }) effectiveOn!: string;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
