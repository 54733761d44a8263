import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type AppointmentKind = 'SUBSTANTIVE' | 'INTERIM';

/** A person holding a post for a time. At most one appointment to a post runs on any day. */
@Entity('appointment')
@Index('ix_appointment_person', ['personId', 'startedOn', 'id'])
@Index('ix_appointment_post', ['postId', 'startedOn', 'id'])
@Index('ux_appointment_running_post', ['runningPostId'], { unique: true })
@Index('ux_appointment_running_person', ['runningPersonId'], { unique: true })
export class Appointment {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36 }) personId!: string;
  @Column({ type: 'varchar', length: 36 }) postId!: string;
  @Column({ type: 'varchar', length: 12 }) kind!: AppointmentKind;
  @Column({ type: 'date' }) startedOn!: string;
  /** The last day. */
  @Column({ type: 'date', nullable: true }) endedOn!: string | null;
  /** The post while the appointment runs, so that a second holder cannot be recorded. */
  @Column({ type: 'varchar', length: 36, nullable: true }) runningPostId!: string | null;
  /** The person while a substantive appointment runs, so that a second one cannot be recorded. */
  @Column({ type: 'varchar', length: 36, nullable: true }) runningPersonId!: string | null;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
