import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A need for a skill, found in a footprint. */
@Entity('skill_need')
export class SkillNeed {
  @PrimaryColumn({ type: 'varchar', length: 12 }) footprintCode!: string;
  /** 1 is the most pressing. */
  @PrimaryColumn({ type: 'int' }) priority!: number;
  @Column({ type: 'varchar', length: 100 }) skill!: string;
  @Column({ type: 'int' }) peopleInNeed!: number;
}
