import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type VersionStatus = 'LIVE' | 'QUARANTINED' | 'RETIRED' | 'OVERTAKEN';
export type Outcome = 'LIVE' | 'QUARANTINED' | 'REFUSED' | 'BREAKING';

/** A subgraph as it was published once. */
@Entity('subgraph_version')
@Index('ix_version_request', ['subgraph', 'requestId'])
export class SubgraphVersion {
  @PrimaryColumn({ type: 'varchar', length: 63 }) subgraph!: string;
  @PrimaryColumn({ type: 'int' }) number!: number;
  @Column({ type: 'varchar', length: 12 }) status!: VersionStatus;
  /** What publishing it was answered with. */
  @Column({ type: 'varchar', length: 12 }) outcome!: Outcome;
  /** Names the document that holds the schema. */
  @Column({ type: 'varchar', length: 64 }) sdlHash!: string;
  @Column({ type: 'varchar', length: 500 }) routingUrl!: string;
  /** Names the document that holds what was found, in JSON. */
  @Column({ type: 'varchar', length: 64 }) findingsHash!: string;
  @Column({ type: 'datetime', precision: 3 }) publishedAt!: Date;
  @Column({ type: 'varchar', length: 160 }) publishedBy!: string;
  @Column({ type: 'varchar', length: 200, nullable: true }) note!: string | null;
  @Column({ type: 'varchar', length: 80, nullable: true }) requestId!: string | null;
}
