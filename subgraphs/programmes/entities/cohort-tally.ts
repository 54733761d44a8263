import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EthnicGroup } from '../ethnic-group.js';

/**
 * How many people of a cohort and an ethnic group there are, and what came of them. Every cohort has a row for every
 * group. Kept in the same transaction as the enrolments and outcomes that it counts.
 */
@Entity('cohort_tally')
@Index('ix_cohort_tally_programme', [
  'programmeCode',
  'ethnicGroup',
  'participants',
  'graduated',
  'appointedChiefExecutive',
  'synthetic',
])
export class CohortTally {
  @PrimaryColumn({ type: 'varchar', length: 60 }) cohortId!: string;
  @PrimaryColumn({ type: 'varchar', length: 8 }) ethnicGroup!: EthnicGroup;
  @Column({ type: 'varchar', length: 40 }) programmeCode!: string;
  @Column({ type: 'int' }) participants!: number;
  @Column({ type: 'int' }) graduated!: number;
  @Column({ type: 'int' }) appointedChiefExecutive!: number;
  /** Whether any of the enrolments or outcomes was generated. */
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
