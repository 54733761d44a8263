import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../../../kit/database/columns.js';
import type { Certainty } from './certainty.js';

export type ContributionKind = 'CASH' | 'IN_KIND';
export type ContributionStatus = 'PLEDGED' | 'PAID';

/** What one body put into a fund, in pounds. */
@Entity('contribution')
@Index('ix_contribution_fundCode_contributor_id', ['fundCode', 'contributor', 'id'])
@Index('ix_contribution_fundCode_kind_contributor_id', ['fundCode', 'kind', 'contributor', 'id'])
@Index('ix_contribution_odsCode_fundCode_id', ['odsCode', 'fundCode', 'id'])
export class Contribution {
  @PrimaryColumn({ type: 'varchar', length: 100 }) id!: string;
  @Column({ type: 'varchar', length: 64 }) fundCode!: string;
  @Column({ type: 'varchar', length: 200 }) contributor!: string;
  @Column({ type: 'varchar', length: 12, nullable: true }) odsCode!: string | null;
  @Column({ type: 'varchar', length: 10 }) kind!: ContributionKind;
  @Column({ type: 'bigint', nullable: true, transformer: wholeNumber }) amountPence!: number | null;
  @Column({ type: 'varchar', length: 10 }) status!: ContributionStatus;
  @Column({ type: 'date', nullable: true }) pledgedOn!: string | null;
  @Column({ type: 'date', nullable: true }) paidOn!: string | null;
  /** How sure it is that this body contributed. */
  @Column({ type: 'varchar', length: 10 }) certainty!: Certainty;
  @Column({ type: 'varchar', length: 10 }) amountCertainty!: Certainty;
  /** Whether the amount and dates were generated. */
  @Column({ type: 'boolean' }) synthetic!: boolean;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}

interface Pledge {
  readonly fundCode: string;
  readonly odsCode: string;
  readonly kind: ContributionKind;
  readonly pledgedOn: string;
}

/** The identifier of a pledge: a body pledges at most once a day to a fund in cash, and once in kind. */
export function contributionId({ fundCode, odsCode, kind, pledgedOn }: Pledge): string {
  return `${fundCode}-${odsCode}-${kind}-${pledgedOn}`;
}
