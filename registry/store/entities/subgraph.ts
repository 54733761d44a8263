import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A subgraph. It stays when it is deleted, so that its name and history stay with its partner. */
@Entity('subgraph')
@Index('ix_subgraph_partner', ['partner', 'name'])
export class Subgraph {
  @PrimaryColumn({ type: 'varchar', length: 63 }) name!: string;
  @Column({ type: 'varchar', length: 63 }) partner!: string;
  /** The number of the version in the live supergraph; null for none. */
  @Column({ type: 'int', nullable: true }) live!: number | null;
  @Column({ type: 'int' }) newest!: number;
  @Column({ type: 'datetime', precision: 3 }) createdAt!: Date;
  @Column({ type: 'datetime', precision: 3, nullable: true }) deletedAt!: Date | null;
}
