import { parseTable } from '../table.js';

/** The chemical elements in the order of their atomic numbers: tier, name, symbol, family of elements. */
export const ELEMENTS: readonly Readonly<Record<'tier' | 'name' | 'symbol' | 'group', string>>[] = parseTable(
  ['tier', 'name', 'symbol', 'group'],
  `
e|hydrogen|H|nonmetal
e|helium|He|noble gas
m|lithium|Li|alkali metal
h|beryllium|Be|alkaline earth metal
m|boron|B|metalloid
e|carbon|C|nonmetal
e|nitrogen|N|nonmetal
e|oxygen|O|nonmetal
m|fluorine|F|halogen
e|neon|Ne|noble gas
e|sodium|Na|alkali metal
e|magnesium|Mg|alkaline earth metal
e|aluminium|Al|-
e|silicon|Si|metalloid
m|phosphorus|P|nonmetal
e|sulfur|S|nonmetal
e|chlorine|Cl|halogen
m|argon|Ar|noble gas
e|potassium|K|alkali metal
e|calcium|Ca|alkaline earth metal
h|scandium|Sc|transition metal
m|titanium|Ti|transition metal
h|vanadium|V|transition metal
m|chromium|Cr|transition metal
m|manganese|Mn|transition metal
e|iron|Fe|transition metal
m|cobalt|Co|transition metal
m|nickel|Ni|transition metal
e|copper|Cu|transition metal
e|zinc|Zn|-
h|gallium|Ga|-
h|germanium|Ge|metalloid
m|arsenic|As|metalloid
h|selenium|Se|nonmetal
m|bromine|Br|halogen
m|krypton|Kr|noble gas
h|rubidium|Rb|alkali metal
h|strontium|Sr|alkaline earth metal
h|yttrium|Y|transition metal
h|zirconium|Zr|transition metal
h|niobium|Nb|transition metal
h|molybdenum|Mo|transition metal
h|technetium|Tc|transition metal
h|ruthenium|Ru|transition metal
h|rhodium|Rh|transition metal
h|palladium|Pd|transition metal
e|silver|Ag|transition metal
h|cadmium|Cd|-
h|indium|In|-
e|tin|Sn|-
h|antimony|Sb|metalloid
h|tellurium|Te|metalloid
m|iodine|I|halogen
m|xenon|Xe|noble gas
h|caesium|Cs|alkali metal
m|barium|Ba|alkaline earth metal
h|lanthanum|La|lanthanide
h|cerium|Ce|lanthanide
h|praseodymium|Pr|lanthanide
h|neodymium|Nd|lanthanide
h|promethium|Pm|lanthanide
h|samarium|Sm|lanthanide
h|europium|Eu|lanthanide
h|gadolinium|Gd|lanthanide
h|terbium|Tb|lanthanide
h|dysprosium|Dy|lanthanide
h|holmium|Ho|lanthanide
h|erbium|Er|lanthanide
h|thulium|Tm|lanthanide
h|ytterbium|Yb|lanthanide
h|lutetium|Lu|lanthanide
h|hafnium|Hf|transition metal
h|tantalum|Ta|transition metal
m|tungsten|W|transition metal
h|rhenium|Re|transition metal
h|osmium|Os|transition metal
h|iridium|Ir|transition metal
m|platinum|Pt|transition metal
e|gold|Au|transition metal
m|mercury|Hg|-
h|thallium|Tl|-
e|lead|Pb|-
h|bismuth|Bi|-
h|polonium|Po|-
h|astatine|At|halogen
m|radon|Rn|noble gas
h|francium|Fr|alkali metal
m|radium|Ra|alkaline earth metal
h|actinium|Ac|actinide
h|thorium|Th|actinide
h|protactinium|Pa|actinide
m|uranium|U|actinide
h|neptunium|Np|actinide
m|plutonium|Pu|actinide
h|americium|Am|actinide
h|curium|Cm|actinide
h|berkelium|Bk|actinide
h|californium|Cf|actinide
h|einsteinium|Es|actinide
h|fermium|Fm|actinide
h|mendelevium|Md|actinide
h|nobelium|No|actinide
h|lawrencium|Lr|actinide
h|rutherfordium|Rf|transition metal
h|dubnium|Db|transition metal
h|seaborgium|Sg|transition metal
h|bohrium|Bh|transition metal
h|hassium|Hs|transition metal
h|meitnerium|Mt|-
h|darmstadtium|Ds|-
h|roentgenium|Rg|-
h|copernicium|Cn|-
h|nihonium|Nh|-
h|flerovium|Fl|-
h|moscovium|Mc|-
h|livermorium|Lv|-
h|tennessine|Ts|-
h|oganesson|Og|-
`,
);
