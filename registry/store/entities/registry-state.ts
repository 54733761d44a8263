import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that every change of the registry holds while it writes. */
@Entity('registry_state')
export class RegistryState {
  @PrimaryColumn({ type: 'int' }) id!: number;
  /** Rises with all that composition and ownership depend on. */
  @Column({ type: 'int' }) revision!: number;
  /** The serial number of the live supergraph; 0 for none. */
  @Column({ type: 'int' }) serial!: number;
}
