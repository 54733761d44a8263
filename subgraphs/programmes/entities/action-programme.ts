import { Entity, PrimaryColumn } from 'typeorm';

/** A programme through which an action is carried out. */
@Entity('action_programme')
export class ActionProgramme {
  @PrimaryColumn({ type: 'varchar', length: 12 }) actionId!: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) programmeCode!: string;
}
