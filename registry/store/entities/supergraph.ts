import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A supergraph that was live. */
@Entity('supergraph')
export class Supergraph {
  @PrimaryColumn({ type: 'int' }) serial!: number;
  /** Names the document that holds the schema. */
  @Column({ type: 'varchar', length: 64 }) sdlHash!: string;
  @Column({ type: 'varchar', length: 200 }) cause!: string;
  @Column({ type: 'datetime', precision: 3 }) createdAt!: Date;
  @Column({ type: 'varchar', length: 160 }) createdBy!: string;
}

/** A version of a subgraph in a supergraph. */
@Entity('supergraph_member')
export class SupergraphMember {
  @PrimaryColumn({ type: 'int' }) serial!: number;
  @PrimaryColumn({ type: 'varchar', length: 63 }) subgraph!: string;
  @Column({ type: 'int' }) version!: number;
}
