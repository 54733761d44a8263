import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationStatus } from './organisation.js';

/** The end of a period that has not ended. */
export const FOREVER = '9999-12-31';

/** An organisation from `validFrom` until the day before `validTo`. Versions of one organisation neither overlap nor leave gaps. */
@Entity('organisation_version')
export class OrganisationVersion {
  @PrimaryColumn({ type: 'varchar', length: 12 }) odsCode!: string;
  @PrimaryColumn({ type: 'date' }) validFrom!: string;
  @Column({ type: 'date' }) validTo!: string;
  @Column({ type: 'varchar', length: 200 }) name!: string;
  @Column({ type: 'varchar', length: 10 }) status!: OrganisationStatus;
  @Column({ type: 'varchar', length: 12, nullable: true }) parentCode!: string | null;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
