import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PostRole } from './post.js';

/**
 * A time in which a post stood vacant. Facts of the post are repeated, so that every filter and the order are served by
 * one index; `filledOn` ends each index, so that days are compared before a row is read.
 */
@Entity('vacancy')
@Index('ix_vacancy_opened', ['openedOn', 'id', 'filledOn'])
@Index('ix_vacancy_organisation', ['odsCode', 'openedOn', 'id', 'filledOn'])
@Index('ix_vacancy_senior', ['senior', 'openedOn', 'id', 'filledOn'])
@Index('ix_vacancy_role', ['role', 'openedOn', 'id', 'filledOn'])
@Index('ix_vacancy_post', ['postId', 'openedOn', 'id', 'filledOn'])
@Index('ux_vacancy_open_post', ['openPostId'], { unique: true })
export class Vacancy {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36 }) postId!: string;
  @Column({ type: 'varchar', length: 12 }) odsCode!: string;
  @Column({ type: 'varchar', length: 12 }) region!: string;
  @Column({ type: 'varchar', length: 24 }) role!: PostRole;
  @Column({ type: 'boolean' }) senior!: boolean;
  @Column({ type: 'date' }) openedOn!: string;
  /** The first day on which the post is held again. */
  @Column({ type: 'date', nullable: true }) filledOn!: string | null;
  @Column({ type: 'varchar', length: 36, nullable: true }) filledById!: string | null;
  /** The post while the vacancy is open, so that a second one cannot be opened. */
  @Column({ type: 'varchar', length: 36, nullable: true }) openPostId!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
