import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CulturePhaseCode } from './culture-phase.js';

/** One body's use of the culture resources. */
@Entity('culture_adoption')
@Index('ix_culture_adoption_phase', ['phase', 'odsCode'])
export class CultureAdoption {
  /** The body's code; also the record's identifier. */
  @PrimaryColumn({ type: 'varchar', length: 12 }) odsCode!: string;
  @Column({ type: 'varchar', length: 8 }) phase!: CulturePhaseCode;
  @Column({ type: 'date' }) startedOn!: string;
  @Column({ type: 'boolean' }) pilot!: boolean;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
