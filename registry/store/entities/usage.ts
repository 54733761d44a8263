import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../../../kit/database/columns.js';

/** A batch of counts that was taken, so that the same one sent again is not counted twice. */
@Entity('usage_batch')
export class UsageBatch {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'bigint', transformer: wholeNumber }) atMs!: number;
}

/** An operation that clients ran. */
@Entity('usage_operation')
export class UsageOperation {
  /** SHA-256 of the signature, in hexadecimal. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) hash!: string;
  @Column({ type: 'varchar', length: 200, nullable: true }) name!: string | null;
  @Column({ type: 'varchar', length: 12 }) kind!: string;
  @Column({ type: 'text' }) signature!: string;
}

/** What an operation uses of the schema. */
@Entity('usage_coordinate')
@Index('ix_usage_coordinate', ['typeName', 'coordinate'])
export class UsageCoordinate {
  @PrimaryColumn({ type: 'varchar', length: 64 }) operation!: string;
  /** For example `Book.title`, `Query.book(id:)`, `Genre.CRIME`, or `Genre.*` where any value may be meant. */
  @PrimaryColumn({ type: 'varchar', length: 400 }) coordinate!: string;
  @Column({ type: 'varchar', length: 200 }) typeName!: string;
}

/** A client, as it calls itself; empty for what it does not say. */
@Entity('usage_client')
export class UsageClient {
  @PrimaryColumn({ type: 'varchar', length: 16 }) id!: string;
  @Column({ type: 'varchar', length: 128 }) name!: string;
  @Column({ type: 'varchar', length: 128 }) version!: string;
}

/** How often a client ran an operation on one day. */
@Entity('usage_day')
@Index('ix_usage_day', ['day'])
export class UsageDay {
  @PrimaryColumn({ type: 'varchar', length: 64 }) operation!: string;
  @PrimaryColumn({ type: 'varchar', length: 16 }) client!: string;
  /** In UTC, for example `2016-12-01`. */
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string;
  @Column({ type: 'bigint', transformer: wholeNumber }) requests!: number;
  @Column({ type: 'bigint', transformer: wholeNumber }) firstAtMs!: number;
  @Column({ type: 'bigint', transformer: wholeNumber }) lastAtMs!: number;
}
