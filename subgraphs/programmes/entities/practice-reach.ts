import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How many practices of a footprint and region began the local programme in a month. Kept in the same transaction as the
 * practices that it counts, so that reach is known without reading them.
 */
@Entity('practice_reach')
export class PracticeReach {
  /** The month's first day. */
  @PrimaryColumn({ type: 'date' }) month!: string;
  @PrimaryColumn({ type: 'varchar', length: 12 }) footprintCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 12 }) regionCode!: string;
  @Column({ type: 'int' }) reached!: number;
}
