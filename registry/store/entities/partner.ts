import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An organisation that publishes subgraphs. */
@Entity('partner')
export class Partner {
  @PrimaryColumn({ type: 'varchar', length: 63 }) name!: string;
  @Column({ type: 'varchar', length: 200 }) title!: string;
  @Column({ type: 'datetime', precision: 3 }) createdAt!: Date;
}
