import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OrganisationKind } from './organisation.js';

/** An organisation's membership of a footprint from `validFrom` until the day before `validTo`. */
@Entity('membership')
@Index('ix_membership_kind', ['footprintCode', 'kind', 'organisationCode', 'validFrom', 'validTo'])
@Index('ix_membership_organisation', ['organisationCode', 'footprintCode'])
@Index('ix_membership_through', ['throughCode', 'footprintCode'])
export class Membership {
  @PrimaryColumn({ type: 'varchar', length: 12 }) footprintCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 12 }) organisationCode!: string;
  @PrimaryColumn({ type: 'date' }) validFrom!: string;
  @Column({ type: 'date' }) validTo!: string;
  /** The member's kind, kept here so that members of one kind are found by index. */
  @Column({ type: 'varchar', length: 20 }) kind!: OrganisationKind;
  /** The commissioner through which a practice is a member. */
  @Column({ type: 'varchar', length: 12, nullable: true }) throughCode!: string | null;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
