import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One thing that was done or refused. Entries are only ever added. */
@Entity('audit_entry')
@Index('ix_audit_partner', ['partner', 'number'])
export class AuditEntry {
  @PrimaryColumn({ type: 'int' }) number!: number;
  @Column({ type: 'datetime', precision: 3 }) at!: Date;
  /** The partner whose token it was, for looking up; empty for operators and strangers. */
  @Column({ type: 'varchar', length: 63 }) partner!: string;
  @Column({ type: 'varchar', length: 160 }) actor!: string;
  @Column({ type: 'varchar', length: 40 }) action!: string;
  @Column({ type: 'varchar', length: 400 }) subject!: string;
  @Column({ type: 'varchar', length: 10 }) outcome!: 'DONE' | 'REFUSED';
  @Column({ type: 'varchar', length: 60, nullable: true }) code!: string | null;
  @Column({ type: 'varchar', length: 2000 }) detail!: string;
  @Column({ type: 'varchar', length: 64 }) hash!: string;
}
