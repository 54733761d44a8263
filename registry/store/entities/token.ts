import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a token may do, as the contract has it. */
export const TOKEN_SCOPES = ['ADMIN', 'PUBLISH', 'CHECK', 'GRANT', 'READ', 'TOKENS', 'REPORT', 'WEBHOOKS'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** A token. Of its secret only the SHA-256 is kept: it has 256 random bits, so that a slow hash would add nothing. */
@Entity('token')
export class Token {
  @PrimaryColumn({ type: 'varchar', length: 12 }) id!: string;
  @Column({ type: 'varchar', length: 100 }) name!: string;
  /** Null for an operator. */
  @Column({ type: 'varchar', length: 63, nullable: true }) partner!: string | null;
  @Column({ type: 'simple-json' }) scopes!: TokenScope[];
  /** Null for all subgraphs of the partner. */
  @Column({ type: 'simple-json', nullable: true }) subgraphs!: string[] | null;
  @Column({ type: 'varchar', length: 64 }) secretHash!: string;
  /** The hash before the last rotation, which counts until `previousUntil`. */
  @Column({ type: 'varchar', length: 64, nullable: true }) previousHash!: string | null;
  @Column({ type: 'datetime', precision: 3, nullable: true }) previousUntil!: Date | null;
  @Column({ type: 'datetime', precision: 3 }) createdAt!: Date;
  @Column({ type: 'datetime', precision: 3 }) rotatedAt!: Date;
  @Column({ type: 'datetime', precision: 3, nullable: true }) expiresAt!: Date | null;
  @Column({ type: 'datetime', precision: 3, nullable: true }) revokedAt!: Date | null;
}
