import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A body that took part in developing the framework. */
@Entity('framework_contributor')
export class FrameworkContributor {
  /** Its place among the contributors, from 1. */
  @PrimaryColumn({ type: 'int' }) position!: number;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 12, nullable: true }) odsCode!: string | null;
}
