import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { GrantAct } from '../../composition/grant-act.js';

/** Leave of an owner. The word alone is reserved in SQL. */
@Entity('owner_grant')
@Index('ix_grant_coordinate', ['coordinate', 'act'])
export class Grant {
  @PrimaryColumn({ type: 'varchar', length: 12 }) id!: string;
  @Column({ type: 'varchar', length: 400 }) coordinate!: string;
  @Column({ type: 'varchar', length: 20 }) act!: GrantAct;
  @Column({ type: 'varchar', length: 63 }) owner!: string;
  /** Null for everybody. */
  @Column({ type: 'varchar', length: 63, nullable: true }) grantee!: string | null;
  /** That one has expired follows from `expiresAt`. */
  @Column({ type: 'varchar', length: 10 }) status!: 'ASKED' | 'APPROVED' | 'REFUSED' | 'REVOKED';
  @Column({ type: 'varchar', length: 1000, nullable: true }) reason!: string | null;
  @Column({ type: 'varchar', length: 1000, nullable: true }) answer!: string | null;
  @Column({ type: 'datetime', precision: 3 }) createdAt!: Date;
  @Column({ type: 'varchar', length: 160 }) createdBy!: string;
  @Column({ type: 'datetime', precision: 3, nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'varchar', length: 160, nullable: true }) decidedBy!: string | null;
  @Column({ type: 'datetime', precision: 3, nullable: true }) expiresAt!: Date | null;
}
