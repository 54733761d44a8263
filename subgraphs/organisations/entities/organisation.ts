import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const ORGANISATION_KINDS = [
  'TRUST',
  'GP_PRACTICE',
  'PRESCRIBING_CENTRE',
  'CCG',
  'COMMISSIONING_HUB',
  'LOCAL_AUTHORITY',
  'REGION',
  'LOCAL_OFFICE',
  'NATIONAL_BODY',
  'OTHER',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
export type OrganisationStatus = 'ACTIVE' | 'DORMANT' | 'PROPOSED' | 'CLOSED';

/** An organisation as it is now; what it was stands in its versions. */
@Entity('organisation')
@Index('ix_organisation_name', ['nameSearch', 'odsCode'])
@Index('ix_organisation_opened', ['openedOnKey', 'odsCode'])
@Index('ix_organisation_kind', ['kind', 'odsCode'])
@Index('ix_organisation_kind_name', ['kind', 'nameSearch', 'odsCode'])
@Index('ix_organisation_kind_opened', ['kind', 'openedOnKey', 'odsCode'])
@Index('ix_organisation_kind_status', ['kind', 'status', 'odsCode'])
@Index('ix_organisation_status', ['status', 'odsCode'])
@Index('ix_organisation_status_name', ['status', 'nameSearch', 'odsCode'])
@Index('ix_organisation_status_opened', ['status', 'openedOnKey', 'odsCode'])
@Index('ix_organisation_region', ['regionCode', 'odsCode'])
@Index('ix_organisation_region_name', ['regionCode', 'nameSearch', 'odsCode'])
@Index('ix_organisation_region_opened', ['regionCode', 'openedOnKey', 'odsCode'])
@Index('ix_organisation_synthetic', ['synthetic', 'odsCode'])
@Index('ix_organisation_parent', ['parentCode', 'kind'])
export class Organisation {
  @PrimaryColumn({ type: 'varchar', length: 12 }) odsCode!: string;
  @Column({ type: 'varchar', length: 8 }) codeScheme!: 'ODS' | 'LOCAL';
  @Column({ type: 'varchar', length: 200 }) name!: string;
  /** The name in lower case, for prefix search and order. */
  @Column({ type: 'varchar', length: 200 }) nameSearch!: string;
  @Column({ type: 'varchar', length: 20 }) kind!: OrganisationKind;
  @Column({ type: 'varchar', length: 10 }) status!: OrganisationStatus;
  @Column({ type: 'date', nullable: true }) openedOn!: string | null;
  /** The opening date, or an empty text, so that the order has no nulls. */
  @Column({ type: 'varchar', length: 10 }) openedOnKey!: string;
  @Column({ type: 'date', nullable: true }) closedOn!: string | null;
  @Column({ type: 'varchar', length: 9, nullable: true }) gssCode!: string | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) postcode!: string | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) parentCode!: string | null;
  @Column({ type: 'varchar', length: 12, nullable: true }) regionCode!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
