import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type OutcomeKind = 'GRADUATED' | 'APPOINTED_CHIEF_EXECUTIVE' | 'APPOINTED_DIRECTOR' | 'PROMOTED' | 'WITHDREW';

/** What came of an enrolment; one of each kind. */
@Entity('outcome')
@Index('ux_outcome_enrolment_kind', ['enrolmentId', 'kind'], { unique: true })
@Index('ix_outcome_cohort', ['cohortId', 'kind', 'occurredOn', 'id'])
export class Outcome {
  /** The enrolment's identifier and the kind, joined by a colon. */
  @PrimaryColumn({ type: 'varchar', length: 130 }) id!: string;
  @Column({ type: 'varchar', length: 100 }) enrolmentId!: string;
  /** The enrolment's cohort, kept here so that a cohort's outcomes are found by index. */
  @Column({ type: 'varchar', length: 60 }) cohortId!: string;
  @Column({ type: 'varchar', length: 30 }) kind!: OutcomeKind;
  @Column({ type: 'date' }) occurredOn!: string;
  /** Where the person was appointed; null for other outcomes. */
  @Column({ type: 'varchar', length: 12, nullable: true }) odsCode!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
