import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EthnicCategory } from '../ethnic-group.js';

export type EnrolmentStatus = 'ENROLLED' | 'GRADUATED' | 'WITHDRAWN';

/** A person in a cohort. */
@Entity('enrolment')
@Index('ux_enrolment_cohort_person', ['cohortId', 'personId'], { unique: true })
@Index('ix_enrolment_person', ['personId', 'enrolledOn', 'id'])
@Index('ix_enrolment_organisation', ['odsCode', 'id'])
export class Enrolment {
  /** The cohort's and the person's identifiers, joined by a colon. */
  @PrimaryColumn({ type: 'varchar', length: 100 }) id!: string;
  @Column({ type: 'varchar', length: 60 }) cohortId!: string;
  @Column({ type: 'varchar', length: 36 }) personId!: string;
  /** The organisation they came from. */
  @Column({ type: 'varchar', length: 12 }) odsCode!: string;
  @Column({ type: 'varchar', length: 10 }) status!: EnrolmentStatus;
  @Column({ type: 'date' }) enrolledOn!: string;
  /** Special-category personal data: leaves this table only as a count under the small-number rule. */
  @Column({ type: 'varchar', length: 2 }) ethnicCategory!: EthnicCategory;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
