import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was published about senior vacancies, figure by figure. */
@Entity('vacancy_statement')
export class VacancyStatement {
  @PrimaryColumn({ type: 'varchar', length: 40 }) id!: string;
  @Column({ type: 'varchar', length: 120 }) topic!: string;
  @Column({ type: 'varchar', length: 400 }) statement!: string;
  /** A decimal number as published. */
  @Column({ type: 'varchar', length: 20, nullable: true }) value!: string | null;
  @Column({ type: 'varchar', length: 60, nullable: true }) unit!: string | null;
  @Column({ type: 'varchar', length: 40, nullable: true }) period!: string | null;
  @Column({ type: 'varchar', length: 12 }) certainty!: 'PUBLISHED' | 'DISPUTED' | 'UNCERTAIN';
  @Column({ type: 'varchar', length: 64 }) sourceKey!: string;
}
