/**
 * The fields of a 360Giving record that this graph keeps, by their path in JSON, with their title in a spreadsheet as the
 * standard's schema gives it. Every list holds one item here.
 */
export const GRANT_FIELDS = {
  id: 'Identifier',
  title: 'Title',
  description: 'Description',
  currency: 'Currency',
  amountAwarded: 'Amount Awarded',
  awardDate: 'Award Date',
  'plannedDates/0/startDate': 'Planned Dates:Start Date',
  'plannedDates/0/endDate': 'Planned Dates:End Date',
  'plannedDates/0/duration': 'Planned Dates:Duration (months)',
  'recipientOrganization/0/id': 'Recipient Org:Identifier',
  'recipientOrganization/0/name': 'Recipient Org:Name',
  'recipientOrganization/0/charityNumber': 'Recipient Org:Charity Number',
  'recipientOrganization/0/companyNumber': 'Recipient Org:Company Number',
  'recipientIndividual/id': 'Recipient Ind:Identifier',
  'recipientIndividual/name': 'Recipient Ind:Name',
  'fundingOrganization/0/id': 'Funding Org:Identifier',
  'fundingOrganization/0/name': 'Funding Org:Name',
  'fundingOrganization/0/charityNumber': 'Funding Org:Charity Number',
  'fundingOrganization/0/companyNumber': 'Funding Org:Company Number',
  'grantProgramme/0/code': 'Grant Programme:Code',
  'grantProgramme/0/title': 'Grant Programme:Title',
  fromOpenCall: 'From An Open Call?',
  dateModified: 'Last Modified',
  dataSource: 'Data Source',
} as const;

export type GrantField = keyof typeof GRANT_FIELDS;

/** One record of a file, whatever the file's type. */
export interface GrantSource {
  /** As which type the file holds numbers. */
  readonly numbers: 'text' | 'number';
  /** A field's value as it stands in the file; undefined where the record has none. */
  value(field: GrantField): unknown;
  /** The field's name in this file, for messages. */
  nameOf(field: string): string;
  /** The whole record as JSON of the standard. */
  record(): unknown;
}
