import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type ProgrammeKind = 'LEADERSHIP' | 'TRAINING_OFFER' | 'PRACTICE_SUPPORT' | 'CULTURE' | 'SYSTEM_LEADERSHIP';

/** A programme of development or support. */
@Entity('programme')
@Index('ux_programme_ladderStep', ['ladderStep'], { unique: true })
@Index('ix_programme_kind', ['kind', 'code'])
export class Programme {
  @PrimaryColumn({ type: 'varchar', length: 40 }) code!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 20 }) kind!: ProgrammeKind;
  /** Its place on the leadership ladder, from 1; null when it is not on it. */
  @Column({ type: 'int', nullable: true }) ladderStep!: number | null;
  @Column({ type: 'varchar', length: 300 }) audience!: string;
  /** Null where no duration was published. */
  @Column({ type: 'int', nullable: true }) durationMonths!: number | null;
  /** Null where no number was published. */
  @Column({ type: 'int', nullable: true }) placesPerCohort!: number | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) deliveredBy!: string | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) fundedBy!: string | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) boardChairedBy!: string | null;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
