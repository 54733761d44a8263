import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RatingValue } from './rating.js';

export const KEY_QUESTIONS = ['SAFE', 'EFFECTIVE', 'CARING', 'RESPONSIVE', 'WELL_LED'] as const;
export type KeyQuestion = (typeof KEY_QUESTIONS)[number];

/** The rating of one key question within a rating. */
@Entity('key_question_rating')
export class KeyQuestionRating {
  @PrimaryColumn({ type: 'varchar', length: 80 }) ratingId!: string;
  @PrimaryColumn({ type: 'varchar', length: 12 }) question!: KeyQuestion;
  @Column({ type: 'varchar', length: 20 }) rating!: RatingValue;
}
