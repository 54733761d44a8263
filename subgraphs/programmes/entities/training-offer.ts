import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type TrainingOfferStatus = 'OFFERED' | 'NEEDS_ASSESSMENT' | 'IN_TRAINING' | 'COMPLETE' | 'DECLINED';

/** The training offered to a footprint's leader and partners; one for each footprint. */
@Entity('training_offer')
@Index('ix_training_offer_status', ['status', 'footprintCode'])
export class TrainingOffer {
  /** Also the offer's identifier. */
  @PrimaryColumn({ type: 'varchar', length: 12 }) footprintCode!: string;
  @Column({ type: 'varchar', length: 20 }) status!: TrainingOfferStatus;
  @Column({ type: 'date' }) offeredOn!: string;
  @Column({ type: 'int' }) peopleTrained!: number;
  @Column({ type: 'boolean' }) attendedCourse!: boolean;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
