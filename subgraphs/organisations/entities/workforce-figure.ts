import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Full-time equivalents of a staff group of an organisation in a month. */
@Entity('workforce_figure')
export class WorkforceFigure {
  @PrimaryColumn({ type: 'varchar', length: 12 }) organisationCode!: string;
  /** The first day of the month. */
  @PrimaryColumn({ type: 'date' }) month!: string;
  @PrimaryColumn({ type: 'varchar', length: 60 }) staffGroup!: string;
  /** Full-time equivalents in hundredths, so that sums are exact. */
  @Column({ type: 'int' }) fteHundredths!: number;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
