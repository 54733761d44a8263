import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who owns a type or field. */
@Entity('ownership')
@Index('ix_ownership_partner', ['partner', 'coordinate'])
export class Ownership {
  /** For example `Organisation` or `Organisation.name`. */
  @PrimaryColumn({ type: 'varchar', length: 400 }) coordinate!: string;
  @Column({ type: 'varchar', length: 63 }) partner!: string;
  @Column({ type: 'datetime', precision: 3 }) since!: Date;
}
