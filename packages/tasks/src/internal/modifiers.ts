const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Nouns and titles in front of a name that say what kind of thing it is: "the planet Mars", "Dr Watson". */
export const TITLES: ReadonlySet<string> = words(
  'planet moon star sun galaxy city town village capital country nation state province county river mount mountain mt lake sea ocean '
    .concat(
      'island isle continent desert king queen emperor empress tsar president pope saint st sir lord lady dame ',
    )
    .concat(
      'dr doctor prof professor mr mrs ms miss captain general colonel admiral major prince princess duke duchess count ',
    )
    .concat(
      'play novel book film movie song album opera musical band group poem story poet author writer novelist playwright ',
    )
    .concat(
      'painter artist composer singer actor actress director explorer scientist physicist chemist biologist mathematician ',
    )
    .concat(
      'philosopher inventor astronomer economist element metal gas compound mineral letter number word term year month day ',
    )
    .concat(
      'century company brand language animal bird fish insect plant tree flower fruit species disease disorder condition ',
    )
    .concat(
      'protein hormone enzyme organ bone muscle gland process color colour sport game team club ship named called',
    ),
);

/** Nouns after a name that say what kind of thing it is: "the Amazon River", "the TCP/IP protocol". */
export const KINDS: ReadonlySet<string> = words(
  'river desert ocean bone hormone enzyme protocol gland muscle language molecule theorem',
);

/**
 * Words in front of a name that make it the name of something else: "New York", "South Sudan", "vice
 * president".
 */
export const CHANGERS: ReadonlySet<string> = words(
  'new old north south east west northern southern eastern western northeast northwest southeast southwest northeastern '
    .concat(
      'northwestern southeastern southwestern central upper lower inner outer middle mid greater lesser great little big small ',
    )
    .concat(
      'minor high low vice deputy assistant associate acting former ex late future under sub co semi quasi pseudo neo proto ',
    )
    .concat(
      'post pre non anti un counter fake false half double triple step grand mini micro mega multi inter trans ultra ',
    )
    .concat(
      'second third fourth fifth last next other another american british english french german spanish portuguese dutch ',
    )
    .concat(
      'russian chinese japanese indian african asian european latin equatorial papua dominican irish scottish welsh swiss ',
    )
    .concat('cape port fort camp nazi belgian cast pig fools ancient free united royal imperial ')
    .concat(
      'italian greek turkish arab arabian persian iranian mexican canadian australian roman ottoman soviet holy',
    ),
);

/**
 * Countries, continents and the like, which may stand after the name of a place in them: "Washington, D.C.,
 * USA".
 */
const PLACES: ReadonlySet<string> = new Set(
  'usa|us|united states|united states of america|america|uk|united kingdom|great britain|britain|england|scotland|wales|ireland|'
    .concat(
      'northern ireland|france|germany|italy|spain|portugal|netherlands|belgium|luxembourg|switzerland|austria|poland|',
    )
    .concat(
      'czech republic|czechia|slovakia|hungary|romania|bulgaria|greece|turkey|russia|ukraine|sweden|norway|denmark|finland|',
    )
    .concat(
      'iceland|china|japan|south korea|north korea|korea|india|pakistan|bangladesh|nepal|sri lanka|thailand|vietnam|',
    )
    .concat(
      'indonesia|malaysia|philippines|singapore|australia|new zealand|canada|mexico|brazil|argentina|chile|peru|colombia|',
    )
    .concat(
      'venezuela|ecuador|bolivia|cuba|egypt|morocco|algeria|tunisia|libya|nigeria|kenya|ethiopia|ghana|south africa|',
    )
    .concat(
      'tanzania|uganda|israel|saudi arabia|iran|iraq|syria|jordan|lebanon|qatar|united arab emirates|europe|asia|africa|',
    )
    .concat(
      'north america|south america|oceania|antarctica|california|texas|florida|massachusetts|illinois|ohio|',
    )
    .concat('pennsylvania|virginia|georgia|arizona|nevada|colorado|hawaii|alaska|ontario|quebec')
    .split('|'),
);

/** Whether words are the name of a country, a continent or a large state. */
export function isPlace(words: readonly string[]): boolean {
  return PLACES.has(words.join(' '));
}
