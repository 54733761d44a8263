import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PostRole } from './post.js';

/** How ready someone is. The names sort from the most to the least ready, which orders candidates. */
export type Readiness = 'READY_NOW' | 'WITHIN_A_YEAR' | 'WITHIN_THREE_YEARS';

/** A person's place in the talent pool. */
@Entity('talent_pool_entry')
@Index('ix_talent_role', ['role', 'personId'])
@Index('ix_talent_role_family', ['role', 'familySearch', 'personId'])
@Index('ix_talent_region', ['region', 'personId'])
@Index('ix_talent_region_family', ['region', 'familySearch', 'personId'])
@Index('ix_talent_pool', ['pool', 'personId'])
@Index('ix_talent_pool_family', ['pool', 'familySearch', 'personId'])
@Index('ix_talent_pool_readiness', ['pool', 'readiness', 'personId'])
export class TalentPoolEntry {
  @PrimaryColumn({ type: 'varchar', length: 36 }) personId!: string;
  @Column({ type: 'varchar', length: 24 }) role!: PostRole;
  @Column({ type: 'varchar', length: 20 }) readiness!: Readiness;
  @Column({ type: 'varchar', length: 12 }) region!: string;
  /** Role and region in one, as `poolOf` writes it. */
  @Column({ type: 'varchar', length: 40 }) pool!: string;
  @Column({ type: 'date' }) reviewedOn!: string;
  /** The person's family name in lower case, for prefix search and order. */
  @Column({ type: 'varchar', length: 100 }) familySearch!: string;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}

/** The pool of people who prepare for a role in a region. */
export function poolOf(role: PostRole, region: string): string {
  return `${role}.${region}`;
}
