import { Entity, Index, PrimaryColumn } from 'typeorm';

/** A capability that a programme builds. */
@Entity('programme_capability')
@Index('ix_programme_capability_capability', ['capabilityCode', 'programmeCode'])
export class ProgrammeCapability {
  @PrimaryColumn({ type: 'varchar', length: 40 }) programmeCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) capabilityCode!: string;
}
