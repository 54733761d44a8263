import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One person mentoring another for a time. */
@Entity('mentorship')
@Index('ix_mentorship_mentor', ['mentorId', 'startedOn', 'id'])
@Index('ix_mentorship_mentee', ['menteeId', 'startedOn', 'id'])
export class Mentorship {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36 }) mentorId!: string;
  @Column({ type: 'varchar', length: 36 }) menteeId!: string;
  @Column({ type: 'date' }) startedOn!: string;
  /** The last day. */
  @Column({ type: 'date', nullable: true }) endedOn!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
