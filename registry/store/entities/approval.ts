import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A breaking change that a named person answered for. */
@Entity('approval')
export class Approval {
  @PrimaryColumn({ type: 'varchar', length: 12 }) id!: string;
  @Column({ type: 'varchar', length: 63 }) subgraph!: string;
  @Column({ type: 'int' }) serial!: number;
  @Column({ type: 'varchar', length: 1000 }) change!: string;
  @Column({ type: 'varchar', length: 200 }) approvedBy!: string;
  @Column({ type: 'varchar', length: 1000 }) reason!: string;
  @Column({ type: 'datetime', precision: 3 }) at!: Date;
  /** Null while it counts. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) revokedAt!: Date | null;
}
