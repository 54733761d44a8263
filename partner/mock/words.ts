/** Lists to invent texts from. Nobody and nothing in particular is meant. */
export const GIVEN_NAMES = (
  'Amina Arthur Beatrice Bilal Carla Cyrus Delia Dmitri Edith Emeka Farah Felix Gemma Gwyn Hana Hugo Ingrid Ivan ' +
  'Jamila Jonas Keiko Kofi Lena Luca Maeve Mateo Nia Noor Otto Priscilla Quentin Rosa Rowan Sana Tariq Una Viktor Wren'
).split(' ');

export const FAMILY_NAMES = (
  'Archer Baptiste Calloway Dunmore Eastwood Ferreira Goldsmith Haddad Ingram Jansson Kowalski Lindqvist Marchetti ' +
  'Novak Oduya Pemberton Quigley Rosenthal Sandhu Thornbury Underhill Vasquez Whitlock Xiao Yardley Zielinski'
).split(' ');

export const TOWNS =
  'Ashcombe,Brackenfield,Castlemere,Dunhollow,Eastwater,Fernley,Greyhaven,Holmbridge,Kingsmoor,Larkfield,Millbrook,Northgate'.split(
    ',',
  );

export const STREETS =
  'Chapel Lane,Church Street,Green Lane,High Street,Mill Road,Park Road,Station Road,The Avenue'.split(',');

export const COUNTRIES = 'France,Germany,Ireland,Italy,Netherlands,Portugal,Spain,United Kingdom'.split(',');
export const COUNTRY_CODES = 'DE,ES,FR,GB,IE,IT,NL,PT'.split(',');
export const CURRENCIES = 'EUR,GBP,USD'.split(',');
export const LANGUAGES = 'cy,de,en,es,fr,pl,pt,ur'.split(',');
export const COLOURS = 'amber,blue,green,grey,ivory,orange,purple,red,teal,white'.split(',');

export const ADJECTIVES =
  'Brisk,Careful,Central,Clear,Common,Early,Fair,First,Gentle,Joint,Local,New,Open,Quiet,Shared,Steady'.split(',');
export const NOUNS =
  'Anchor,Bridge,Circle,Compass,Field,Forum,Garden,Harbour,Lantern,Meadow,Orchard,Pathway,Review,Signal,Station,Workshop'.split(
    ',',
  );

export const SENTENCES = [
  'It was agreed by everybody who took part.',
  'More is to follow in the spring.',
  'The first results are better than was hoped for.',
  'This brings together what was kept apart before.',
  'Nothing has changed since the last review.',
  'Several partners have asked for it.',
  'It began small and has grown since.',
  'The details are with those who run it.',
] as const;
