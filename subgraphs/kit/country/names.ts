import { hash, pick } from '../../../kit/random.js';

const GIVEN = (
  'Aisha Alan Alice Amara Andrew Angela Anita Benjamin Bethan Callum Catherine Charlotte Chidi Claire Colin Daniel David ' +
  'Deepa Diane Dominic Eleanor Emily Esther Fatima Fiona Gareth George Grace Hannah Harriet Helen Ian Imran Isabel Jack ' +
  'James Jasmine Joanne John Joseph Karen Kwame Laura Leila Louise Lucy Marcus Margaret Martin Mary Megan Michael Mohammed ' +
  'Nadia Natalie Nicholas Nikhil Olivia Oluwaseun Oscar Patricia Paul Peter Philippa Priya Rachel Rebecca Richard Robert ' +
  'Rosalind Ruth Samuel Sarah Sean Shanice Simon Siobhan Sophie Stephen Sunita Susan Thomas Uma Victoria William Yasmin Zoe'
).split(' ');

const FAMILY = (
  'Abbott Adeyemi Ahmed Allen Anderson Appiah Atkinson Bailey Banerjee Barnes Begum Bell Bennett Booth Bradley Brooks ' +
  'Burgess Carter Chandra Chapman Clarke Coleman Cooper Cox Davies Dixon Edwards Ellis Evans Farrell Fletcher Foster Fox ' +
  'Gardner Gibson Graham Grant Griffiths Gupta Hall Harris Hayes Henderson Holmes Hughes Hussain Iqbal Jackson James Jenkins ' +
  'Johnson Jones Kaur Kelly Khan Knight Lawson Lee Lewis Lloyd Malik Marshall Mason Mensah Miller Mitchell Moore Morgan ' +
  'Morris Murphy Newton Nwosu Obi Okafor Osborne Owen Palmer Parker Patel Pearson Perera Phillips Powell Price Rahman Reid ' +
  'Reynolds Richards Roberts Robinson Rogers Ross Russell Ryan Saunders Shah Sharma Shaw Simpson Singh Smith Spencer Stevens ' +
  'Stewart Stone Taylor Thomas Thompson Turner Uddin Walker Walsh Ward Watson Webb West White Wilkinson Williams Wilson Wood Wright Young'
).split(' ');

const STARTS =
  'Alder Ash Barrow Beck Birch Bram Brook Cald Chal Clay Cors Dun Elm Fair Farn Gar Hal Hart Hazel Kel Lang Lin Marl Mere Mill Nor Oak Pen Ray Red Row Sel Sher Stan Thorn Tor Wal Wen West Whit Win Wyn'.split(
    ' ',
  );
const ENDS =
  'bourne bridge bury by combe cote dale den field ford ham hurst leigh ley mere minster mouth port shaw stead stoke stow thorpe ton well wick wood worth'.split(
    ' ',
  );
const SURGERIES = 'Surgery;Medical Centre;Health Centre;Practice;Medical Practice;Family Practice;Group Practice'.split(
  ';',
);
const STREETS =
  'Abbey;Bridge;Castle;Church;Grange;High Street;Lodge;Manor;Market;Mill Lane;Orchard;Park Road;Priory;Station Road;The Green;Victoria'.split(
    ';',
  );

/** The name of a place that does not exist. */
export function placeName(...parts: readonly (string | number)[]): string {
  return pick(STARTS, 'start', ...parts) + pick(ENDS, 'end', ...parts);
}

/** The name of a practice that does not exist. */
export function practiceName(index: number): string {
  return `${pick(STREETS, 'street', index)} ${pick(SURGERIES, 'surgery', index)}, ${placeName('practice', hash(index) % 900)}`;
}

export interface PersonName {
  readonly givenName: string;
  readonly familyName: string;
}

/** The name of a person who does not exist. */
export function personName(index: number): PersonName {
  return { givenName: pick(GIVEN, 'given', index), familyName: pick(FAMILY, 'family', index) };
}
