import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that operators have set. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'varchar', length: 40 }) name!: string;
  @Column({ type: 'simple-json' }) value!: unknown;
}
