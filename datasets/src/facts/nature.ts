import { parseTable } from '../table.js';

type Row<Column extends string> = Readonly<Record<'tier' | Column, string>>;

/** Animals with their class. */
export const ANIMAL_CLASSES: readonly Row<'animal' | 'group'>[] = parseTable(
  ['tier', 'animal', 'group'],
  `
e|dog|mammal
e|cat|mammal
e|whale|mammal
e|bat|mammal
e|dolphin|mammal
e|horse|mammal
e|eagle|bird
e|penguin|bird
e|owl|bird
e|ostrich|bird
e|snake|reptile
e|lizard|reptile
e|crocodile|reptile
e|turtle|reptile
e|frog|amphibian
e|toad|amphibian
e|shark|fish
e|salmon|fish
e|trout|fish
e|tuna|fish
e|bee|insect
e|ant|insect
e|butterfly|insect
e|mosquito|insect
e|spider|arachnid
e|crab|crustacean
m|kangaroo|mammal
m|platypus|mammal
m|seal|mammal
m|otter|mammal
m|flamingo|bird
m|parrot|bird
m|pelican|bird
m|kiwi|bird
m|chameleon|reptile
m|gecko|reptile
m|alligator|reptile
m|iguana|reptile
m|salamander|amphibian
m|newt|amphibian
m|seahorse|fish
m|eel|fish
m|cod|fish
m|herring|fish
m|beetle|insect
m|moth|insect
m|dragonfly|insect
m|grasshopper|insect
m|scorpion|arachnid
m|tick|arachnid
m|lobster|crustacean
m|shrimp|crustacean
m|octopus|mollusc
m|snail|mollusc
m|squid|mollusc
m|oyster|mollusc
h|manatee|mammal
h|pangolin|mammal
h|echidna|mammal
h|narwhal|mammal
h|wombat|mammal
h|cormorant|bird
h|cassowary|bird
h|puffin|bird
h|tuatara|reptile
h|skink|reptile
h|gharial|reptile
h|axolotl|amphibian
h|caecilian|amphibian
h|sturgeon|fish
h|coelacanth|fish
h|stingray|fish
h|earwig|insect
h|mantis|insect
h|cicada|insect
h|weevil|insect
h|mite|arachnid
h|barnacle|crustacean
h|krill|crustacean
h|woodlouse|crustacean
h|nautilus|mollusc
h|limpet|mollusc
h|cuttlefish|mollusc
h|clam|mollusc
`,
);

/** Substances with their chemical formula. */
export const FORMULAS: readonly Row<'substance' | 'formula'>[] = parseTable(
  ['tier', 'substance', 'formula'],
  `
e|water|H2O
e|carbon dioxide|CO2
e|table salt|NaCl
e|methane|CH4
e|ammonia|NH3
e|carbon monoxide|CO
e|ozone|O3
m|hydrochloric acid|HCl
m|sulfuric acid|H2SO4
m|nitric acid|HNO3
m|hydrogen peroxide|H2O2
m|baking soda|NaHCO3
m|caustic soda|NaOH
m|chalk|CaCO3
m|quicklime|CaO
m|glucose|C6H12O6
m|sulfur dioxide|SO2
m|nitrous oxide|N2O
m|ethane|C2H6
m|propane|C3H8
m|butane|C4H10
h|benzene|C6H6
h|acetylene|C2H2
h|ethylene|C2H4
h|phosphoric acid|H3PO4
h|washing soda|Na2CO3
h|potash|K2CO3
h|saltpetre|KNO3
h|fool's gold|FeS2
h|galena|PbS
h|cinnabar|HgS
h|fluorspar|CaF2
h|hematite|Fe2O3
h|magnetite|Fe3O4
h|corundum|Al2O3
h|quartz|SiO2
h|silane|SiH4
h|phosphine|PH3
h|hydrogen sulfide|H2S
h|chloroform|CHCl3
h|phosgene|COCl2
`,
);

/** What a science is about. */
export const STUDIES: readonly Row<'science' | 'subject'>[] = parseTable(
  ['tier', 'science', 'subject'],
  `
e|biology|life
e|astronomy|stars and planets
e|geology|rocks
e|botany|plants
e|zoology|animals
m|meteorology|weather
m|ecology|living things and their environment
m|genetics|heredity
m|paleontology|fossils
m|seismology|earthquakes
m|entomology|insects
m|ornithology|birds
m|oceanography|oceans
m|acoustics|sound
m|optics|light
m|thermodynamics|heat
m|archaeology|human remains of the past
m|volcanology|volcanoes
m|cosmology|the universe as a whole
h|mycology|fungi
h|herpetology|reptiles and amphibians
h|ichthyology|fish
h|malacology|molluscs
h|arachnology|spiders
h|dendrology|trees
h|phycology|algae
h|bryology|mosses
h|limnology|lakes
h|pedology|soils
h|glaciology|glaciers
h|speleology|caves
h|selenology|the Moon
h|cryogenics|very low temperatures
h|tribology|friction
h|rheology|flow of matter
h|ethology|animal behaviour
h|pomology|fruit
h|agrostology|grasses
h|apiology|bees
h|myrmecology|ants
h|oology|eggs
h|primatology|apes and monkeys
`,
);

/** Instruments with what they measure. */
export const INSTRUMENTS: readonly Row<'instrument' | 'quantity'>[] = parseTable(
  ['tier', 'instrument', 'quantity'],
  `
e|thermometer|temperature
e|clock|time
e|ruler|length
e|scale|weight
m|barometer|air pressure
m|speedometer|speed
m|seismograph|earthquakes
m|ammeter|electric current
m|voltmeter|voltage
m|odometer|distance travelled
m|protractor|angles
m|altimeter|altitude
m|anemometer|wind speed
m|hygrometer|humidity
h|ohmmeter|electrical resistance
h|hydrometer|density of liquids
h|photometer|light intensity
h|pyrometer|very high temperatures
h|tachometer|rotation speed
h|calorimeter|heat of reactions
h|dynamometer|force
h|viscometer|viscosity
h|polygraph|bodily signs of lying
h|sphygmomanometer|blood pressure
h|spirometer|lung volume
h|accelerometer|acceleration
h|magnetometer|magnetic fields
h|planimeter|area on a map
h|refractometer|refractive index
`,
);

/** Physical quantities with their SI unit. */
export const UNITS: readonly Row<'quantity' | 'unit' | 'symbol'>[] = parseTable(
  ['tier', 'quantity', 'unit', 'symbol'],
  `
e|length|metre|m
e|mass|kilogram|kg
e|time|second|s
e|force|newton|N
e|energy|joule|J
e|power|watt|W
e|electric current|ampere|A
m|temperature|kelvin|K
m|voltage|volt|V
m|frequency|hertz|Hz
m|pressure|pascal|Pa
m|electrical resistance|ohm|Ω
m|amount of substance|mole|mol
m|luminous intensity|candela|cd
m|electric charge|coulomb|C
h|capacitance|farad|F
h|inductance|henry|H
h|magnetic flux density|tesla|T
h|magnetic flux|weber|Wb
h|electrical conductance|siemens|S
h|luminous flux|lumen|lm
h|illuminance|lux|lx
h|radioactivity|becquerel|Bq
h|absorbed radiation dose|gray|Gy
h|equivalent radiation dose|sievert|Sv
h|catalytic activity|katal|kat
h|plane angle|radian|rad
h|solid angle|steradian|sr
`,
);

/** Short descriptions with the scientific term they describe. */
export const SCIENCE_TERMS: readonly Row<'clue' | 'term'>[] = parseTable(
  ['tier', 'clue', 'term'],
  `
e|the star at the centre of our solar system|Sun
e|the planet closest to the Sun|Mercury
e|the largest planet of the solar system|Jupiter
e|the planet called the red planet|Mars
e|the planet best known for its rings|Saturn
e|the planet farthest from the Sun|Neptune
e|the galaxy we live in|Milky Way
e|the force that pulls things down to Earth|gravity
e|the gas that plants take in|carbon dioxide
e|the gas that we need to breathe|oxygen
e|the process by which plants make food from light|photosynthesis
e|the green pigment of plants|chlorophyll
e|the part of a plant that takes in water from soil|root
e|the smallest unit of life|cell
e|the molecule that carries our genes|DNA
e|the change from liquid to gas by heating|evaporation
e|the change from liquid to solid|freezing
e|the change from solid to liquid|melting
e|the natural satellite of the Earth|Moon
e|the most common gas in the air|nitrogen
m|the change from gas to liquid|condensation
m|the change from solid straight to gas|sublimation
m|the powerhouse of the cell|mitochondrion
m|the part of the cell that holds the genes|nucleus
m|the part of the cell that makes proteins|ribosome
m|the positive particle in an atom's core|proton
m|the negative particle of an atom|electron
m|the neutral particle in an atom's core|neutron
m|the hardest natural mineral|diamond
m|the metal that is liquid at room temperature|mercury
m|the lightest element|hydrogen
m|the bending of light as it enters glass|refraction
m|the bouncing of light off a mirror|reflection
m|the force that slows things that rub together|friction
m|the energy of motion|kinetic energy
m|the stored energy of height|potential energy
m|the layer of gas around the Earth|atmosphere
m|the molten rock below the ground|magma
m|the molten rock that flows from a volcano|lava
m|the animal that eats only plants|herbivore
m|the animal that eats only meat|carnivore
m|the animal that eats plants and meat|omnivore
m|the change of a caterpillar into a butterfly|metamorphosis
m|the process by which a cell divides in two equal ones|mitosis
m|the planet that spins on its side|Uranus
m|the planet with the hottest surface|Venus
m|the innermost layer of the Earth|core
m|the transfer of pollen between flowers|pollination
m|a rock from space that lands on Earth|meteorite
h|cell division that makes sex cells|meiosis
h|the diffusion of water through a membrane|osmosis
h|the organelle where photosynthesis happens|chloroplast
h|the fluid that fills a cell|cytoplasm
h|the sugar stored in the liver|glycogen
h|the main part of plant cell walls|cellulose
h|the hard material of insect shells|chitin
h|a substance that speeds up a reaction unchanged|catalyst
h|atoms of one element with different neutron counts|isotopes
h|the loss of electrons in a reaction|oxidation
h|the gain of electrons in a reaction|reduction
h|the splitting of a heavy nucleus|fission
h|the joining of light nuclei|fusion
h|the spreading of waves around an obstacle|diffraction
h|the change of pitch of a passing siren|Doppler effect
h|the resistance of a body to changes of its motion|inertia
h|the tendency of a liquid to resist flow|viscosity
h|the boundary of a black hole|event horizon
h|the largest moon of Saturn|Titan
h|the largest moon of the solar system|Ganymede
h|the most volcanic moon of Jupiter|Io
h|the layer of air where weather happens|troposphere
h|the layer of air with the ozone|stratosphere
h|the single ancient continent|Pangaea
h|the layer between crust and core|mantle
h|rock formed from cooled magma|igneous rock
h|rock formed from layers of sediment|sedimentary rock
h|rock changed by heat and pressure|metamorphic rock
h|a close partnership of two species that helps both|mutualism
h|the tissue that carries water up a plant|xylem
h|the tissue that carries sugar in a plant|phloem
h|the tiny pores of a leaf|stomata
h|the number of particles in a mole|Avogadro constant
h|temperature at which all motion of atoms is least|absolute zero
h|the point on an orbit nearest the Sun|perihelion
`,
);
