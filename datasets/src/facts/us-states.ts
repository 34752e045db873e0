import { parseTable } from '../table.js';

/** The states of the USA: tier, name, capital, year of joining the union. */
export const US_STATES: readonly Readonly<Record<'tier' | 'name' | 'capital' | 'year', string>>[] =
  parseTable(
    ['tier', 'name', 'capital', 'year'],
    `
m|California|Sacramento|1850
m|Texas|Austin|1845
m|Florida|Tallahassee|1845
m|New York|Albany|1788
m|Massachusetts|Boston|1788
m|Hawaii|Honolulu|1959
m|Alaska|Juneau|1959
m|Arizona|Phoenix|1912
m|Colorado|Denver|1876
m|Utah|Salt Lake City|1896
m|Nevada|Carson City|1864
m|Ohio|Columbus|1803
m|Illinois|Springfield|1818
m|Indiana|Indianapolis|1816
m|Tennessee|Nashville|1796
m|Pennsylvania|Harrisburg|1787
m|Virginia|Richmond|1788
m|Louisiana|Baton Rouge|1812
h|Oregon|Salem|1859
h|Idaho|Boise|1890
h|Montana|Helena|1889
h|Wyoming|Cheyenne|1890
h|New Mexico|Santa Fe|1912
h|North Dakota|Bismarck|1889
h|South Dakota|Pierre|1889
h|Nebraska|Lincoln|1867
h|Kansas|Topeka|1861
h|Oklahoma|Oklahoma City|1907
h|Minnesota|Saint Paul|1858
h|Iowa|Des Moines|1846
h|Missouri|Jefferson City|1821
h|Arkansas|Little Rock|1836
h|Mississippi|Jackson|1817
h|Alabama|Montgomery|1819
h|Kentucky|Frankfort|1792
h|West Virginia|Charleston|1863
h|North Carolina|Raleigh|1789
h|South Carolina|Columbia|1788
h|Wisconsin|Madison|1848
h|Michigan|Lansing|1837
h|Maine|Augusta|1820
h|Vermont|Montpelier|1791
h|New Hampshire|Concord|1788
h|Connecticut|Hartford|1788
h|Rhode Island|Providence|1790
h|New Jersey|Trenton|1787
h|Delaware|Dover|1787
h|Maryland|Annapolis|1788
`,
  );
