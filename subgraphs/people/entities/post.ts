import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Roles, the chief executive's and those of the other executive directors first. */
export const POST_ROLES = [
  'CHIEF_EXECUTIVE',
  'FINANCE_DIRECTOR',
  'MEDICAL_DIRECTOR',
  'NURSING_DIRECTOR',
  'OPERATIONS_DIRECTOR',
  'WORKFORCE_DIRECTOR',
  'STRATEGY_DIRECTOR',
  'ACCOUNTABLE_OFFICER',
  'FOOTPRINT_LEADER',
  'PRACTICE_MANAGER',
  'SERVICE_MANAGER',
  'CLINICAL_LEAD',
] as const;
export type PostRole = (typeof POST_ROLES)[number];

export type PayBand =
  `BAND_${1 | 2 | 3 | 4 | 5 | 6 | 7 | 9}` | `BAND_8${'A' | 'B' | 'C' | 'D'}` | 'VSM' | 'MEDICAL' | 'OTHER';

/** A post, held or vacant. */
@Entity('post')
@Index('ix_post_organisation', ['odsCode', 'id'])
@Index('ix_post_organisation_senior', ['odsCode', 'senior', 'id'])
@Index('ix_post_organisation_leading', ['odsCode', 'leading', 'id'])
@Index('ix_post_senior', ['senior', 'odsCode'])
export class Post {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 120 }) title!: string;
  @Column({ type: 'varchar', length: 24 }) role!: PostRole;
  /** Whether it is an executive director post. */
  @Column({ type: 'boolean' }) senior!: boolean;
  /** Whether its holder leads the organisation: executive directors do, and heads of bodies that have none. */
  @Column({ type: 'boolean' }) leading!: boolean;
  @Column({ type: 'varchar', length: 8 }) payBand!: PayBand;
  /** The code of its organisation or, for a footprint leader, of the footprint. */
  @Column({ type: 'varchar', length: 12 }) odsCode!: string;
  /** The code of the region in which it is. */
  @Column({ type: 'varchar', length: 12 }) region!: string;
  @Column({ type: 'date' }) establishedOn!: string;
  /** The first day on which it no longer exists. */
  @Column({ type: 'date', nullable: true }) abolishedOn!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
