import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many practices of a footprint and region are in the support programme's list. */
@Entity('practice_list')
export class PracticeList {
  @PrimaryColumn({ type: 'varchar', length: 12 }) footprintCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 12 }) regionCode!: string;
  @Column({ type: 'int' }) practices!: number;
  /** Whether the progress of any of these practices was generated. */
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
