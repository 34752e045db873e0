import { parseTable } from '../table.js';

/**
 * A country: tier of fame, capital, continent, currency in one word, main official language; `-` where it is
 * not clear-cut.
 */
export type Country = Readonly<
  Record<'tier' | 'name' | 'capital' | 'continent' | 'currency' | 'language', string>
>;

/** The countries of the world, the most asked-about first. */
export const COUNTRIES: readonly Country[] = parseTable(
  ['tier', 'name', 'capital', 'continent', 'currency', 'language'],
  `
e|France|Paris|Europe|euro|French
e|Germany|Berlin|Europe|euro|German
e|Italy|Rome|Europe|euro|Italian
e|Spain|Madrid|Europe|euro|Spanish
e|England|London|Europe|pound|English
e|Portugal|Lisbon|Europe|euro|Portuguese
e|Ireland|Dublin|Europe|euro|-
e|Greece|Athens|Europe|euro|Greek
e|Austria|Vienna|Europe|euro|German
e|Belgium|Brussels|Europe|euro|-
e|Sweden|Stockholm|Europe|krona|Swedish
e|Norway|Oslo|Europe|krone|Norwegian
e|Denmark|Copenhagen|Europe|krone|Danish
e|Finland|Helsinki|Europe|euro|-
e|Poland|Warsaw|Europe|zloty|Polish
e|Russia|Moscow|-|ruble|Russian
e|Netherlands|Amsterdam|Europe|euro|Dutch
e|Switzerland|Bern|Europe|franc|-
e|China|Beijing|Asia|yuan|Mandarin
e|Japan|Tokyo|Asia|yen|Japanese
e|India|New Delhi|Asia|rupee|-
e|South Korea|Seoul|Asia|won|Korean
e|Thailand|Bangkok|Asia|baht|Thai
e|Vietnam|Hanoi|Asia|dong|Vietnamese
e|Iran|Tehran|Asia|rial|Persian
e|Iraq|Baghdad|Asia|dinar|-
e|Egypt|Cairo|Africa|pound|Arabic
e|Kenya|Nairobi|Africa|shilling|-
e|Canada|Ottawa|North America|dollar|-
e|Mexico|Mexico City|North America|peso|Spanish
e|Cuba|Havana|North America|peso|Spanish
e|Brazil|Brasilia|South America|real|Portuguese
e|Argentina|Buenos Aires|South America|peso|Spanish
e|Peru|Lima|South America|sol|Spanish
e|Chile|Santiago|South America|peso|Spanish
e|Colombia|Bogota|South America|peso|Spanish
e|Australia|Canberra|Oceania|dollar|English
e|New Zealand|Wellington|Oceania|dollar|-
m|Hungary|Budapest|Europe|forint|Hungarian
m|Czech Republic|Prague|Europe|koruna|Czech
m|Romania|Bucharest|Europe|leu|Romanian
m|Bulgaria|Sofia|Europe|-|Bulgarian
m|Croatia|Zagreb|Europe|euro|Croatian
m|Serbia|Belgrade|Europe|dinar|Serbian
m|Ukraine|Kyiv|Europe|hryvnia|Ukrainian
m|Iceland|Reykjavik|Europe|krona|Icelandic
m|Scotland|Edinburgh|Europe|pound|-
m|Wales|Cardiff|Europe|pound|-
m|Slovakia|Bratislava|Europe|euro|Slovak
m|Slovenia|Ljubljana|Europe|euro|Slovene
m|Turkey|Ankara|-|lira|Turkish
m|Saudi Arabia|Riyadh|Asia|riyal|Arabic
m|Pakistan|Islamabad|Asia|rupee|-
m|Bangladesh|Dhaka|Asia|taka|Bengali
m|Indonesia|Jakarta|Asia|rupiah|Indonesian
m|Philippines|Manila|Asia|peso|-
m|Malaysia|Kuala Lumpur|Asia|ringgit|Malay
m|Nepal|Kathmandu|Asia|rupee|Nepali
m|North Korea|Pyongyang|Asia|won|Korean
m|Mongolia|Ulaanbaatar|Asia|tugrik|Mongolian
m|Afghanistan|Kabul|Asia|afghani|-
m|Syria|Damascus|Asia|pound|Arabic
m|Lebanon|Beirut|Asia|pound|Arabic
m|Jordan|Amman|Asia|dinar|Arabic
m|Cambodia|Phnom Penh|Asia|riel|Khmer
m|Qatar|Doha|Asia|riyal|Arabic
m|Kuwait|Kuwait City|Asia|dinar|Arabic
m|Morocco|Rabat|Africa|dirham|-
m|Algeria|Algiers|Africa|dinar|-
m|Tunisia|Tunis|Africa|dinar|Arabic
m|Libya|Tripoli|Africa|dinar|Arabic
m|Nigeria|Abuja|Africa|naira|English
m|Ghana|Accra|Africa|cedi|English
m|Ethiopia|Addis Ababa|Africa|birr|-
m|Uganda|Kampala|Africa|shilling|-
m|Senegal|Dakar|Africa|franc|French
m|Somalia|Mogadishu|Africa|shilling|-
m|Sudan|Khartoum|Africa|pound|-
m|Angola|Luanda|Africa|kwanza|Portuguese
m|Jamaica|Kingston|North America|dollar|English
m|Haiti|Port-au-Prince|North America|gourde|-
m|Costa Rica|San Jose|North America|colon|Spanish
m|Venezuela|Caracas|South America|bolivar|Spanish
m|Ecuador|Quito|South America|dollar|Spanish
m|Uruguay|Montevideo|South America|peso|Spanish
m|Paraguay|Asuncion|South America|guarani|-
m|Panama|Panama City|North America|-|Spanish
m|Fiji|Suva|Oceania|dollar|-
h|Albania|Tirana|Europe|lek|Albanian
h|Estonia|Tallinn|Europe|euro|Estonian
h|Latvia|Riga|Europe|euro|Latvian
h|Lithuania|Vilnius|Europe|euro|Lithuanian
h|Belarus|Minsk|Europe|ruble|-
h|Moldova|Chisinau|Europe|leu|Romanian
h|North Macedonia|Skopje|Europe|denar|-
h|Montenegro|Podgorica|Europe|euro|Montenegrin
h|Kosovo|Pristina|Europe|euro|-
h|Malta|Valletta|Europe|euro|-
h|Cyprus|Nicosia|-|euro|-
h|Liechtenstein|Vaduz|Europe|franc|German
h|Andorra|Andorra la Vella|Europe|euro|Catalan
h|San Marino|San Marino|Europe|euro|Italian
h|Luxembourg|Luxembourg|Europe|euro|-
h|Monaco|-|Europe|euro|French
h|Georgia|Tbilisi|-|lari|Georgian
h|Armenia|Yerevan|-|dram|Armenian
h|Azerbaijan|Baku|-|manat|Azerbaijani
h|Kazakhstan|Astana|Asia|tenge|-
h|Uzbekistan|Tashkent|Asia|som|Uzbek
h|Turkmenistan|Ashgabat|Asia|manat|Turkmen
h|Kyrgyzstan|Bishkek|Asia|som|-
h|Tajikistan|Dushanbe|Asia|somoni|Tajik
h|Laos|Vientiane|Asia|kip|Lao
h|Myanmar|Naypyidaw|Asia|kyat|Burmese
h|Bhutan|Thimphu|Asia|ngultrum|Dzongkha
h|Maldives|Male|Asia|rufiyaa|Dhivehi
h|Brunei|Bandar Seri Begawan|Asia|dollar|Malay
h|East Timor|Dili|Asia|dollar|-
h|Oman|Muscat|Asia|rial|Arabic
h|Yemen|Sanaa|Asia|rial|Arabic
h|Bahrain|Manama|Asia|dinar|Arabic
h|United Arab Emirates|Abu Dhabi|Asia|dirham|Arabic
h|Tanzania|Dodoma|Africa|shilling|-
h|Zambia|Lusaka|Africa|kwacha|English
h|Malawi|Lilongwe|Africa|kwacha|-
h|Zimbabwe|Harare|Africa|-|-
h|Botswana|Gaborone|Africa|pula|-
h|Namibia|Windhoek|Africa|dollar|English
h|Mozambique|Maputo|Africa|metical|Portuguese
h|Madagascar|Antananarivo|Africa|ariary|-
h|Rwanda|Kigali|Africa|franc|-
h|Burundi|Gitega|Africa|franc|-
h|South Sudan|Juba|Africa|pound|English
h|Eritrea|Asmara|Africa|nakfa|-
h|Djibouti|-|Africa|franc|-
h|Mali|Bamako|Africa|franc|-
h|Niger|Niamey|Africa|franc|-
h|Chad|N'Djamena|Africa|franc|-
h|Cameroon|Yaounde|Africa|franc|-
h|Gabon|Libreville|Africa|franc|French
h|Togo|Lome|Africa|franc|French
h|Benin|Porto-Novo|Africa|franc|French
h|Burkina Faso|Ouagadougou|Africa|franc|-
h|Ivory Coast|Yamoussoukro|Africa|franc|French
h|Liberia|Monrovia|Africa|dollar|English
h|Sierra Leone|Freetown|Africa|leone|English
h|Guinea|Conakry|Africa|franc|French
h|Guinea-Bissau|Bissau|Africa|franc|Portuguese
h|Gambia|Banjul|Africa|dalasi|English
h|Mauritania|Nouakchott|Africa|ouguiya|Arabic
h|Cape Verde|Praia|Africa|escudo|Portuguese
h|Lesotho|Maseru|Africa|loti|-
h|Mauritius|Port Louis|Africa|rupee|-
h|Seychelles|Victoria|Africa|rupee|-
h|Central African Republic|Bangui|Africa|franc|-
h|Guatemala|Guatemala City|North America|quetzal|Spanish
h|Honduras|Tegucigalpa|North America|lempira|Spanish
h|Nicaragua|Managua|North America|cordoba|Spanish
h|El Salvador|San Salvador|North America|dollar|Spanish
h|Belize|Belmopan|North America|dollar|English
h|Dominican Republic|Santo Domingo|North America|peso|Spanish
h|Bahamas|Nassau|North America|dollar|English
h|Barbados|Bridgetown|North America|dollar|English
h|Trinidad and Tobago|Port of Spain|North America|dollar|English
h|Grenada|-|North America|dollar|English
h|Saint Lucia|Castries|North America|dollar|English
h|Guyana|Georgetown|South America|dollar|English
h|Suriname|Paramaribo|South America|dollar|Dutch
h|Papua New Guinea|Port Moresby|Oceania|kina|-
h|Samoa|Apia|Oceania|tala|-
h|Tonga|-|Oceania|paanga|-
h|Vanuatu|Port Vila|Oceania|vatu|-
h|Solomon Islands|Honiara|Oceania|dollar|English
h|Kiribati|Tarawa|Oceania|dollar|-
h|Palau|-|Oceania|dollar|-
h|Tuvalu|Funafuti|Oceania|dollar|-
h|Micronesia|Palikir|Oceania|dollar|English
`,
);
