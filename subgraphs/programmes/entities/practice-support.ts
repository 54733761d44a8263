import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type SupportStage =
  'NOT_STARTED' | 'EXPRESSION_OF_INTEREST' | 'PLANNING' | 'PROGRAMME' | 'COMPLETE' | 'WITHDRAWN';

/** A practice's way through the support programme. */
@Entity('practice_support')
@Index('ix_practice_support_stage', ['stage', 'odsCode'])
@Index('ix_practice_support_footprint', ['footprintCode', 'odsCode'])
@Index('ix_practice_support_footprint_stage', ['footprintCode', 'stage', 'odsCode'])
@Index('ix_practice_support_started', ['startedOn', 'footprintCode', 'regionCode'])
export class PracticeSupport {
  /** The practice's code; also the record's identifier. */
  @PrimaryColumn({ type: 'varchar', length: 12 }) odsCode!: string;
  /** The footprint it was in when it joined. */
  @Column({ type: 'varchar', length: 12 }) footprintCode!: string;
  /** The region it was in when it joined. */
  @Column({ type: 'varchar', length: 12 }) regionCode!: string;
  @Column({ type: 'varchar', length: 24 }) stage!: SupportStage;
  @Column({ type: 'date', nullable: true }) interestOn!: string | null;
  @Column({ type: 'date', nullable: true }) planningOn!: string | null;
  /** From this day on the practice counts as reached, even if it withdraws later. */
  @Column({ type: 'date', nullable: true }) startedOn!: string | null;
  @Column({ type: 'date', nullable: true }) completedOn!: string | null;
  @Column({ type: 'date', nullable: true }) withdrawnOn!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
