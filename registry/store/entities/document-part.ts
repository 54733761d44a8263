import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A piece of a long text, small enough for a text column of MySQL. */
@Entity('document_part')
export class DocumentPart {
  /** SHA-256 of the whole text, in hexadecimal. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) hash!: string;
  @PrimaryColumn({ type: 'int' }) part!: number;
  @Column({ type: 'text' }) text!: string;
}
