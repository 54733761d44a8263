import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A critical capability that the framework names. */
@Entity('capability')
export class Capability {
  @PrimaryColumn({ type: 'varchar', length: 40 }) code!: string;
  @Column({ type: 'varchar', length: 100 }) name!: string;
  /** Its place in the framework, from 1. */
  @Column({ type: 'int' }) position!: number;
}
