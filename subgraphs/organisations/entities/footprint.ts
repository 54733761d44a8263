import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sustainability and transformation footprint. */
@Entity('footprint')
@Index('ix_footprint_region', ['regionCode', 'odsCode'])
export class Footprint {
  @PrimaryColumn({ type: 'varchar', length: 12 }) odsCode!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 9, nullable: true }) gssCode2016!: string | null;
  @Column({ type: 'varchar', length: 9, nullable: true }) gssCode2017!: string | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) regionCode!: string | null;
  @Column({ type: 'date' }) openedOn!: string;
  @Column({ type: 'date', nullable: true }) closedOn!: string | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) successorCode!: string | null;
  @Column({ type: 'varchar', length: 300, nullable: true }) publishedLead!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
