import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of the graph that is delivered by itself. It stays when it is deleted, so that its address never gives more. */
@Entity('contract')
export class Contract {
  @PrimaryColumn({ type: 'varchar', length: 63 }) name!: string;
  @Column({ type: 'simple-json' }) include!: string[];
  @Column({ type: 'simple-json' }) exclude!: string[];
  @Column({ type: 'datetime', precision: 3 }) changedAt!: Date;
  @Column({ type: 'varchar', length: 160 }) changedBy!: string;
  @Column({ type: 'datetime', precision: 3, nullable: true }) deletedAt!: Date | null;
}

/** What a contract shows of a supergraph that was live. */
@Entity('contract_supergraph')
export class ContractSupergraph {
  @PrimaryColumn({ type: 'varchar', length: 63 }) contract!: string;
  @PrimaryColumn({ type: 'int' }) serial!: number;
  /** Names the document that holds the schema; null where what is left is none. */
  @Column({ type: 'varchar', length: 64, nullable: true }) sdlHash!: string | null;
}
