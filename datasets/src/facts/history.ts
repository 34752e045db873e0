import { parseTable } from '../table.js';

/** Events with the year they happened in. */
export const EVENTS: readonly Readonly<Record<'tier' | 'event' | 'year', string>>[] = parseTable(
  ['tier', 'event', 'year'],
  `
e|World War I begin|1914
e|World War I end|1918
e|World War II begin|1939
e|World War II end|1945
e|the French Revolution begin|1789
e|Columbus reach America|1492
e|humans first walk on the Moon|1969
e|the Berlin Wall fall|1989
e|the Titanic sink|1912
e|the United States declare independence|1776
e|the Battle of Hastings take place|1066
m|the Magna Carta get sealed|1215
m|the Russian Revolution take place|1917
m|the Battle of Waterloo take place|1815
m|the American Civil War begin|1861
m|the American Civil War end|1865
m|the Soviet Union dissolve|1991
m|India become independent|1947
m|Constantinople fall to the Ottomans|1453
m|the Great Fire of London happen|1666
m|Martin Luther publish his theses|1517
m|Sputnik reach orbit|1957
m|the Wright brothers first fly|1903
m|Pearl Harbor come under attack|1941
m|the Wall Street crash happen|1929
m|the Chernobyl disaster happen|1986
m|the Suez Canal open|1869
m|the Panama Canal open|1914
m|the first modern Olympic Games take place|1896
m|Napoleon die|1821
h|the Spanish Armada sail against England|1588
h|the Battle of Agincourt take place|1415
h|the Battle of Trafalgar take place|1805
h|the Peace of Westphalia get signed|1648
h|the Treaty of Versailles get signed|1919
h|the Great Exhibition open in London|1851
h|the Congress of Vienna open|1814
h|the Congo Conference open in Berlin|1884
h|the Boxer Rebellion end|1901
h|the Spanish Civil War begin|1936
h|the Korean War begin|1950
h|the Cuban Missile Crisis happen|1962
h|the Crimean War begin|1853
h|the Louisiana Purchase take place|1803
h|Brazil become independent|1822
h|Greece join the euro|2001
h|the Gunpowder Plot fail|1605
h|Pompeii get buried by Vesuvius|79
h|Charlemagne become emperor|800
h|the Battle of Lepanto take place|1571
h|Vasco da Gama reach India|1498
h|the Edict of Nantes get signed|1598
h|Krakatoa erupt|1883
h|the Eiffel Tower open|1889
h|Machu Picchu become known to Hiram Bingham|1911
h|Mount Everest first get climbed|1953
h|the Hindenburg burn|1937
h|San Francisco suffer its great earthquake|1906
h|Lisbon suffer its great earthquake|1755
`,
);

/** Landmarks, rivers and mountains with the country or continent they are in. */
export const LANDMARKS: readonly Readonly<Record<'tier' | 'place' | 'country', string>>[] = parseTable(
  ['tier', 'place', 'country'],
  `
e|the Eiffel Tower|France
e|Big Ben|England
e|the Colosseum|Italy
e|the Great Wall|China
e|the Taj Mahal|India
e|Mount Fuji|Japan
e|the Acropolis|Greece
e|the Leaning Tower of Pisa|Italy
e|the Kremlin|Russia
e|the Sphinx of Giza|Egypt
m|Stonehenge|England
m|the Brandenburg Gate|Germany
m|Neuschwanstein Castle|Germany
m|the Alhambra|Spain
m|the Sagrada Familia|Spain
m|Machu Picchu|Peru
m|Chichen Itza|Mexico
m|Angkor Wat|Cambodia
m|Uluru|Australia
m|the Louvre|France
m|Petra|Jordan
m|the Forbidden City|China
m|Mount Olympus|Greece
m|the Little Mermaid statue|Denmark
m|Charles Bridge|Czech Republic
m|the Hagia Sophia|Turkey
m|the Sydney Opera House|Australia
m|Christ the Redeemer|Brazil
m|the Atacama Desert|Chile
m|Mount Vesuvius|Italy
h|Abu Simbel|Egypt
h|Borobudur|Indonesia
h|Bran Castle|Romania
h|Persepolis|Iran
h|Babylon|Iraq
h|Palmyra|Syria
h|Baalbek|Lebanon
h|Leptis Magna|Libya
h|Carthage|Tunisia
h|the Topkapi Palace|Turkey
h|the Plain of Jars|Laos
h|Bagan|Myanmar
h|the Nazca Lines|Peru
h|Tikal|Guatemala
h|Timbuktu|Mali
h|Lalibela|Ethiopia
h|Mount Kilimanjaro|Tanzania
h|Table Mountain|South Africa
h|the Giant's Causeway|Northern Ireland
h|Edinburgh Castle|Scotland
h|Wawel Castle|Poland
h|Ephesus|Turkey
h|Dubrovnik|Croatia
h|Lake Bled|Slovenia
h|the Atomium|Belgium
h|Zermatt|Switzerland
h|Fatima|Portugal
h|Samarkand|Uzbekistan
h|Gobekli Tepe|Turkey
h|Milford Sound|New Zealand
`,
);
