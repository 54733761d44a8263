import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That an imported file names an organisation as a member of a footprint on its day. Direct memberships follow from these. */
@Entity('membership_statement')
@Index('ix_membership_statement_footprint', ['footprintCode', 'organisationCode'])
export class MembershipStatement {
  @PrimaryColumn({ type: 'varchar', length: 12 }) organisationCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 12 }) footprintCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) sourceKey!: string;
  /** The day for which the file speaks. */
  @Column({ type: 'date' }) asOf!: string;
}
