import type { Grant } from '../entities/grant.js';

/** A grant as the 360Giving Data Standard 1.4 writes it, with the fields that this graph keeps. */
export interface GrantRecord {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly currency: string;
  /** In the major unit, for example pounds. */
  readonly amountAwarded: number;
  readonly awardDate: string;
  readonly plannedDates?: readonly PlannedPeriod[];
  readonly recipientOrganization?: readonly OrganizationRecord[];
  readonly recipientIndividual?: IndividualRecord;
  readonly fundingOrganization: readonly OrganizationRecord[];
  readonly grantProgramme?: readonly ProgrammeRecord[];
  readonly fromOpenCall?: string;
  readonly dateModified?: Date;
  readonly dataSource?: string;
}

interface PlannedPeriod {
  readonly startDate?: string;
  readonly endDate?: string;
  readonly duration?: number;
}

interface IndividualRecord {
  readonly id: string;
  readonly name: string;
}

export interface OrganizationRecord extends IndividualRecord {
  readonly charityNumber?: string;
  readonly companyNumber?: string;
}

interface ProgrammeRecord {
  readonly code?: string;
  readonly title?: string;
}

/**
 * A stored grant in the words of the standard, https://standard.threesixtygiving.org. What is not known is left out. The
 * amount is the double nearest to the decimal number, which prints as that number.
 */
export function grantRecordOf(grant: Grant): GrantRecord {
  const period = known({
    startDate: grant.plannedStart,
    endDate: grant.plannedEnd,
    duration: grant.plannedDurationMonths,
  });
  const programme = known({ code: grant.grantProgrammeCode, title: grant.grantProgrammeTitle });
  return {
    id: grant.id,
    title: grant.title,
    description: grant.description,
    currency: grant.currency,
    amountAwarded: grant.amountMinor / 100,
    awardDate: grant.awardDate,
    ...(isEmpty(period) ? {} : { plannedDates: [period] }),
    ...recipientOf(grant),
    fundingOrganization: [
      {
        id: grant.funderId,
        name: grant.funderName,
        ...known({ charityNumber: grant.funderCharityNumber, companyNumber: grant.funderCompanyNumber }),
      },
    ],
    ...(isEmpty(programme) ? {} : { grantProgramme: [programme] }),
    ...known({ fromOpenCall: grant.fromOpenCall, dateModified: grant.dateModified, dataSource: grant.dataSource }),
  };
}

function recipientOf(grant: Grant): Pick<GrantRecord, 'recipientOrganization' | 'recipientIndividual'> {
  const party = { id: grant.recipientId, name: grant.recipientName };
  if (grant.recipientKind === 'INDIVIDUAL') return { recipientIndividual: party };
  const numbers = known({
    charityNumber: grant.recipientCharityNumber,
    companyNumber: grant.recipientCompanyNumber,
  });
  return { recipientOrganization: [{ ...party, ...numbers }] };
}

type Known<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

function known<Fields extends Record<string, unknown>>(fields: Fields): Known<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Known<Fields>;
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}
