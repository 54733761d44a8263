import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Ratings from the best to the worst, then the absence of one. */
export const RATING_VALUES = [
  'OUTSTANDING',
  'GOOD',
  'REQUIRES_IMPROVEMENT',
  'INADEQUATE',
  'NO_PUBLISHED_RATING',
] as const;
export type RatingValue = (typeof RATING_VALUES)[number];

/** A published rating of an organisation or of a location. */
@Entity('rating')
@Index('ix_rating_published', ['publishedOn', 'id'])
@Index('ix_rating_organisation', ['organisationCode', 'publishedOn', 'id'])
@Index('ix_rating_location', ['locationId', 'publishedOn', 'id'])
@Index('ix_rating_overall', ['overall', 'publishedOn', 'id'])
export class Rating {
  @PrimaryColumn({ type: 'varchar', length: 80 }) id!: string;
  @Column({ type: 'varchar', length: 12, nullable: true }) organisationCode!: string | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) locationId!: string | null;
  @Column({ type: 'varchar', length: 20 }) overall!: RatingValue;
  @Column({ type: 'date' }) publishedOn!: string;
  @Column({ type: 'varchar', length: 40, nullable: true }) ownership!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
