import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person in NHS leadership. */
@Entity('person')
@Index('ix_person_family', ['familySearch', 'id'])
export class Person {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 100 }) givenName!: string;
  @Column({ type: 'varchar', length: 100 }) familyName!: string;
  /** The family name in lower case, for prefix search and order. */
  @Column({ type: 'varchar', length: 100 }) familySearch!: string;
  @Column({ type: 'boolean' }) synthetic!: boolean;
}
