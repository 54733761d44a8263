import { Entity, PrimaryColumn } from 'typeorm';

/** An organisation that answers for an action. */
@Entity('action_body')
export class ActionBody {
  @PrimaryColumn({ type: 'varchar', length: 12 }) actionId!: string;
  @PrimaryColumn({ type: 'varchar', length: 12 }) odsCode!: string;
}
