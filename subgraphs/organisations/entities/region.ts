import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A commissioning region. */
@Entity('region')
export class Region {
  @PrimaryColumn({ type: 'varchar', length: 12 }) code!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
