import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A group of people who go through a programme together. */
@Entity('cohort')
@Index('ux_cohort_programme', ['programmeCode', 'position'], { unique: true })
@Index('ix_cohort_places', ['programmeCode', 'places', 'synthetic'])
export class Cohort {
  @PrimaryColumn({ type: 'varchar', length: 60 }) id!: string;
  @Column({ type: 'varchar', length: 40 }) programmeCode!: string;
  /** Its place among the programme's cohorts, the earliest first; not without gaps. */
  @Column({ type: 'int' }) position!: number;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'date', nullable: true }) startsOn!: string | null;
  @Column({ type: 'date', nullable: true }) endsOn!: string | null;
  @Column({ type: 'int' }) places!: number;
  /** How many enrolments there are; never more than `places`. Those who withdrew keep their place. */
  @Column({ type: 'int' }) placesTaken!: number;
  @Column({ type: 'boolean' }) synthetic!: boolean;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
