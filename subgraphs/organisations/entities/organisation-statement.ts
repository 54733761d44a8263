import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationKind, OrganisationStatus } from './organisation.js';

/**
 * What one imported file says about an organisation for its day. The organisation and its versions follow from all its
 * statements, so that they do not depend on the order in which files are imported.
 */
@Entity('organisation_statement')
export class OrganisationStatement {
  @PrimaryColumn({ type: 'varchar', length: 12 }) odsCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) sourceKey!: string;
  /** The day for which the file speaks. */
  @Column({ type: 'date' }) asOf!: string;
  /** Whether the file lists organisations, and does not only mention them as members of something. */
  @Column({ type: 'boolean' }) isListed!: boolean;
  @Column({ type: 'varchar', length: 8 }) codeScheme!: 'ODS' | 'LOCAL';
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 20 }) kind!: OrganisationKind;
  @Column({ type: 'varchar', length: 10 }) status!: OrganisationStatus;
  @Column({ type: 'date', nullable: true }) openedOn!: string | null;
  @Column({ type: 'date', nullable: true }) closedOn!: string | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) postcode!: string | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) parentCode!: string | null;
  /** Since when the parent is its parent; unknown in most files. */
  @Column({ type: 'date', nullable: true }) parentFrom!: string | null;
  @Column({ type: 'date', nullable: true }) parentTo!: string | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) regionCode!: string | null;
}
