import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../../../kit/database/columns.js';

export type RecipientKind = 'ORGANISATION' | 'INDIVIDUAL';

/**
 * A grant from one party to another, with the fields of a 360Giving record that this graph serves. Each filter has an
 * index for each order, so that a page reads only its own rows. Where the award date stands behind the order, the index
 * alone tells whether a row lies between two days.
 */
@Entity('awarded_grant')
@Index('ix_awarded_grant_awardDate_id', ['awardDate', 'id'])
@Index('ix_awarded_grant_amountMinor_id_awardDate', ['amountMinor', 'id', 'awardDate'])
@Index('ix_awarded_grant_id_awardDate', ['id', 'awardDate'])
@Index('ix_awarded_grant_funderId_awardDate_id', ['funderId', 'awardDate', 'id'])
@Index('ix_awarded_grant_funderId_amountMinor_id', ['funderId', 'amountMinor', 'id'])
@Index('ix_awarded_grant_funderId_id', ['funderId', 'id'])
@Index('ix_awarded_grant_recipientId_awardDate_id', ['recipientId', 'awardDate', 'id'])
@Index('ix_awarded_grant_recipientId_amountMinor_id', ['recipientId', 'amountMinor', 'id'])
@Index('ix_awarded_grant_recipientId_id', ['recipientId', 'id'])
@Index('ix_awarded_grant_synthetic_awardDate_id', ['synthetic', 'awardDate', 'id'])
@Index('ix_awarded_grant_synthetic_amountMinor_id_awardDate', ['synthetic', 'amountMinor', 'id', 'awardDate'])
@Index('ix_awarded_grant_synthetic_id_awardDate', ['synthetic', 'id', 'awardDate'])
@Index('ix_awarded_grant_funderOdsCode_awardDate_id', ['funderOdsCode', 'awardDate', 'id'])
@Index('ix_awarded_grant_recipientOdsCode_awardDate_id', ['recipientOdsCode', 'awardDate', 'id'])
@Index('ix_awarded_grant_grantProgrammeCode_awardDate_id', ['grantProgrammeCode', 'awardDate', 'id'])
export class Grant {
  @PrimaryColumn({ type: 'varchar', length: 200 }) id!: string;
  @Column({ type: 'varchar', length: 1000 }) title!: string;
  @Column({ type: 'text' }) description!: string;
  /** ISO 4217, of a currency with two decimals. */
  @Column({ type: 'varchar', length: 3 }) currency!: string;
  /** In the currency's minor unit: pence, for pounds. */
  @Column({ type: 'bigint', transformer: wholeNumber }) amountMinor!: number;
  @Column({ type: 'date' }) awardDate!: string;
  /** As published: a day, or only a month `YYYY-MM` or a year `YYYY`. */
  @Column({ type: 'varchar', length: 10, nullable: true }) plannedStart!: string | null;
  /** As published, like `plannedStart`. */
  @Column({ type: 'varchar', length: 10, nullable: true }) plannedEnd!: string | null;
  @Column({ type: 'double', nullable: true }) plannedDurationMonths!: number | null;
  @Column({ type: 'varchar', length: 120 }) funderId!: string;
  @Column({ type: 'varchar', length: 300 }) funderName!: string;
  @Column({ type: 'varchar', length: 32, nullable: true }) funderCharityNumber!: string | null;
  @Column({ type: 'varchar', length: 32, nullable: true }) funderCompanyNumber!: string | null;
  /** Follows from `funderId`; see `odsCodeOf`. */
  @Column({ type: 'varchar', length: 12, nullable: true }) funderOdsCode!: string | null;
  @Column({ type: 'varchar', length: 12 }) recipientKind!: RecipientKind;
  @Column({ type: 'varchar', length: 120 }) recipientId!: string;
  @Column({ type: 'varchar', length: 300 }) recipientName!: string;
  @Column({ type: 'varchar', length: 32, nullable: true }) recipientCharityNumber!: string | null;
  @Column({ type: 'varchar', length: 32, nullable: true }) recipientCompanyNumber!: string | null;
  /** Follows from `recipientId`; see `odsCodeOf`. */
  @Column({ type: 'varchar', length: 12, nullable: true }) recipientOdsCode!: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) grantProgrammeCode!: string | null;
  @Column({ type: 'varchar', length: 300, nullable: true }) grantProgrammeTitle!: string | null;
  @Column({ type: 'varchar', length: 3, nullable: true }) fromOpenCall!: string | null;
  @Column({ type: 'datetime', precision: 3, nullable: true }) dateModified!: Date | null;
  @Column({ type: 'varchar', length: 1000, nullable: true }) dataSource!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
