import type { Grant, RecipientKind } from '../entities/grant.js';
import { odsCodeOf } from '../org-id.js';
import { GENERATED_GRANT_PREFIX } from '../generated-grant-prefix.js';
import { amountMinorIn, currencyIn } from './amount.js';
import { countIn, momentIn, partialDayIn, requiredDayIn, requiredTextIn, textIn, wrong } from './field-values.js';
import type { GrantField, GrantSource } from './grant-fields.js';

/** A grant as a file gives it; where it comes from is known only to the import. */
export type ParsedGrant = Omit<Grant, 'sourceKey'>;

const ID_LENGTH = 200;
const ORG_ID_LENGTH = 120;
const NAME_LENGTH = 300;
const NUMBER_LENGTH = 32;
/** MySQL keeps 65,535 bytes, of which a character takes up to four. */
const DESCRIPTION_LENGTH = 16_000;

/**
 * Makes a grant of a record, after checking every field as the 360Giving schema 1.4 has it. Throws `RowProblem`. A grant
 * that was once generated here stays marked as such.
 */
export function parseGrant(source: GrantSource): ParsedGrant {
  const id = requiredTextIn(source, 'id', ID_LENGTH);
  return {
    id,
    title: requiredTextIn(source, 'title', 1_000),
    description: requiredTextIn(source, 'description', DESCRIPTION_LENGTH),
    currency: currencyIn(source),
    amountMinor: amountMinorIn(source),
    awardDate: requiredDayIn(source, 'awardDate'),
    plannedStart: partialDayIn(source, 'plannedDates/0/startDate'),
    plannedEnd: partialDayIn(source, 'plannedDates/0/endDate'),
    plannedDurationMonths: countIn(source, 'plannedDates/0/duration'),
    ...recipientIn(source),
    ...funderIn(source),
    grantProgrammeCode: textIn(source, 'grantProgramme/0/code', 64),
    grantProgrammeTitle: textIn(source, 'grantProgramme/0/title', NAME_LENGTH),
    fromOpenCall: yesOrNoIn(source),
    dateModified: momentIn(source, 'dateModified'),
    dataSource: addressIn(source),
    synthetic: id.startsWith(GENERATED_GRANT_PREFIX),
  };
}

const RECIPIENTS = {
  ORGANISATION: { id: 'recipientOrganization/0/id', name: 'recipientOrganization/0/name' },
  INDIVIDUAL: { id: 'recipientIndividual/id', name: 'recipientIndividual/name' },
} as const;

function recipientIn(source: GrantSource) {
  const recipientKind = recipientKindIn(source);
  const { id, name } = RECIPIENTS[recipientKind];
  const isOrganisation = recipientKind === 'ORGANISATION';
  const numberIn = (field: GrantField) => (isOrganisation ? textIn(source, field, NUMBER_LENGTH) : null);
  const recipientId = requiredTextIn(source, id, ORG_ID_LENGTH);
  return {
    recipientKind,
    recipientId,
    recipientName: requiredTextIn(source, name, NAME_LENGTH),
    recipientCharityNumber: numberIn('recipientOrganization/0/charityNumber'),
    recipientCompanyNumber: numberIn('recipientOrganization/0/companyNumber'),
    recipientOdsCode: isOrganisation ? odsCodeOf(recipientId) : null,
  };
}

/** A record has an organisation or an individual as recipient: the schema asks for exactly one of them. */
function recipientKindIn(source: GrantSource): RecipientKind {
  const isGiven = ({ id, name }: (typeof RECIPIENTS)[RecipientKind]) =>
    source.value(id) !== undefined || source.value(name) !== undefined;
  if (!isGiven(RECIPIENTS.INDIVIDUAL)) return 'ORGANISATION';
  if (!isGiven(RECIPIENTS.ORGANISATION)) return 'INDIVIDUAL';
  throw wrong(source, 'recipientIndividual/id', 'must be empty, because an organisation is given as recipient');
}

function funderIn(source: GrantSource) {
  const funderId = requiredTextIn(source, 'fundingOrganization/0/id', ORG_ID_LENGTH);
  return {
    funderId,
    funderName: requiredTextIn(source, 'fundingOrganization/0/name', NAME_LENGTH),
    funderCharityNumber: textIn(source, 'fundingOrganization/0/charityNumber', NUMBER_LENGTH),
    funderCompanyNumber: textIn(source, 'fundingOrganization/0/companyNumber', NUMBER_LENGTH),
    funderOdsCode: odsCodeOf(funderId),
  };
}

function yesOrNoIn(source: GrantSource): string | null {
  const text = textIn(source, 'fromOpenCall', 20);
  if (text === null || text === 'Yes' || text === 'No') return text;
  throw wrong(source, 'fromOpenCall', 'must be Yes or No');
}

function addressIn(source: GrantSource): string | null {
  const text = textIn(source, 'dataSource', 1_000);
  if (text === null || URL.canParse(text)) return text;
  throw wrong(source, 'dataSource', 'must be an address such as https://example.org/grants');
}
