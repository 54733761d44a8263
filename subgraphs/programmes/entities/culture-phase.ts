import { Column, Entity, PrimaryColumn } from 'typeorm';

export type CulturePhaseCode = 'DISCOVER' | 'DESIGN' | 'DELIVER';

/** A phase of the culture resources. */
@Entity('culture_phase')
export class CulturePhase {
  @PrimaryColumn({ type: 'varchar', length: 8 }) code!: CulturePhaseCode;
  /** Its place among the phases, from 1. */
  @Column({ type: 'int' }) position!: number;
  @Column({ type: 'date', nullable: true }) publishedOn!: string | null;
}
