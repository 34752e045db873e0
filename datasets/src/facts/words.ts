import { parseTable } from '../table.js';

type Row<Column extends string> = Readonly<Record<'tier' | Column, string>>;

/** Pairs of opposites; the first is asked for by the second too. */
export const OPPOSITES: readonly Row<'word' | 'opposite'>[] = parseTable(
  ['tier', 'word', 'opposite'],
  `
e|hot|cold
e|up|down
e|day|night
e|left|right
e|open|closed
e|fast|slow
e|high|low
e|wet|dry
e|hard|soft
e|happy|sad
e|young|old
e|early|late
e|full|empty
e|light|dark
e|rich|poor
e|strong|weak
e|clean|dirty
e|love|hate
e|win|lose
e|first|last
e|inside|outside
e|black|white
e|true|false
e|war|peace
m|begin|end
m|buy|sell
m|push|pull
m|friend|enemy
m|wide|narrow
m|thick|thin
m|deep|shallow
m|sweet|bitter
m|sharp|blunt
m|smooth|rough
m|brave|cowardly
m|cheap|expensive
m|guilty|innocent
m|heaven|hell
m|import|export
m|increase|decrease
m|include|exclude
m|public|private
m|victory|defeat
m|question|answer
m|remember|forget
m|arrive|depart
m|accept|refuse
m|ancient|modern
m|asleep|awake
m|attack|defend
m|calm|agitated
m|create|destroy
m|difficult|easy
m|entrance|exit
m|even|odd
m|north|south
m|polite|rude
m|success|failure
m|tight|loose
m|visible|hidden
h|optimist|pessimist
h|abundant|scarce
h|artificial|natural
h|ascend|descend
h|barren|fertile
h|benevolent|malicious
h|concave|convex
h|conceal|reveal
h|condemn|praise
h|drought|flood
h|expand|contract
h|frugal|wasteful
h|humble|proud
h|lenient|strict
h|majority|minority
h|maximum|minimum
h|nocturnal|diurnal
h|opaque|transparent
h|permanent|temporary
h|prohibit|permit
h|prologue|epilogue
h|rigid|flexible
h|rural|urban
h|singular|plural
h|vertical|horizontal
h|verbose|concise
h|zenith|nadir
h|absolve|convict
h|altruism|egoism
h|amateur|professional
h|apogee|perigee
h|dilute|concentrate
h|exhale|inhale
h|gaunt|plump
h|lethargic|energetic
h|novice|expert
h|ebb|flow
h|cacophony|euphony
h|taciturn|talkative
h|obscure|famous
`,
);

/** Words with one of nearly the same meaning. */
export const SYNONYMS: readonly Row<'word' | 'like'>[] = parseTable(
  ['tier', 'word', 'like'],
  `
e|big|large
e|small|little
e|quick|rapid
e|glad|cheerful
e|shut|close
e|sick|ill
e|start|commence
e|smart|clever
e|gift|present
e|road|street
e|stone|rock
e|angry|furious
e|scared|afraid
e|shout|yell
m|silent|noiseless
m|wealthy|prosperous
m|odour|smell
m|vacant|unoccupied
m|error|mistake
m|huge|enormous
m|tired|weary
m|pretty|beautiful
m|choose|select
m|assist|help
m|purchase|acquire
m|autumn|fall
m|courageous|valiant
m|jump|leap
m|ocean|sea
m|correct|accurate
m|forest|woods
m|tale|story
m|labour|toil
m|physician|doctor
m|vanish|disappear
h|abrupt|sudden
h|adversary|opponent
h|brief|short
h|candid|frank
h|diligent|hardworking
h|eloquent|fluent
h|fatal|deadly
h|gregarious|sociable
h|hinder|impede
h|imminent|impending
h|jovial|merry
h|keen|eager
h|lucid|clear
h|melancholy|sorrowful
h|novel|new
h|obstinate|stubborn
h|placate|appease
h|querulous|complaining
h|reluctant|unwilling
h|superfluous|needless
h|tranquil|serene
h|ubiquitous|omnipresent
h|venerate|revere
h|wrath|rage
h|zealous|fervent
h|loquacious|garrulous
h|ephemeral|fleeting
h|parsimonious|stingy
h|capricious|fickle
h|inundate|deluge
`,
);

/** Groups of rhyming words: every word of a row rhymes with every other, and with no word of another row. */
export const RHYMES: readonly Row<'words'>[] = parseTable(
  ['tier', 'words'],
  `
e|cat hat bat mat rat
e|dog fog log frog jog
e|sun fun run bun gun
e|tree bee knee sea key
e|cake lake snake rake bake
e|ball tall wall fall call
e|king ring sing wing spring
e|house mouse blouse
e|moon spoon noon balloon
e|pen ten hen men
e|boat goat coat note
e|pig wig dig fig
e|rain train plane chain
e|star car jar far
e|bed red head bread
e|fish dish wish
m|night kite bite flight height
m|blue shoe two glue
m|book cook hook look
m|clock sock rock lock
m|nose rose toes hose
m|sky pie fly eye
m|truck duck luck
m|seed weed bead feed
m|stone bone phone throne
m|heat feet meat wheat
m|bell shell well smell
m|nail whale sail tail
m|mice dice rice ice
m|hair bear chair pear
m|snow toe know crow
m|sheep jeep sleep deep
m|boil soil coil oil
m|town crown clown brown
h|thumb drum plum crumb
h|bough cow plough
h|weight gate plate eight
h|world curled twirled
h|tongue lung young
h|fruit boot suit flute
h|cough trough
h|choir fire liar
h|earth birth mirth
h|rhyme lime thyme climb
h|heart part chart
h|sword board
h|laugh calf half
h|niece peace fleece
h|tomb room broom
h|wood could good
h|measure treasure pleasure
h|station nation
h|ocean motion potion
h|feather leather weather
h|mountain fountain
h|bubble double trouble
h|table cable fable
h|candle handle sandal
h|money honey bunny
h|cherry berry ferry
`,
);

/** Irregular verbs with their simple past. */
export const PAST_TENSES: readonly Row<'verb' | 'past'>[] = parseTable(
  ['tier', 'verb', 'past'],
  `
e|go|went
e|eat|ate
e|see|saw
e|run|ran
e|give|gave
e|take|took
e|make|made
e|come|came
e|write|wrote
e|drink|drank
e|swim|swam
e|fly|flew
m|bring|brought
m|catch|caught
m|teach|taught
m|choose|chose
m|drive|drove
m|freeze|froze
m|grow|grew
m|hide|hid
m|know|knew
m|lead|led
m|ride|rode
m|shake|shook
m|steal|stole
m|throw|threw
m|wear|wore
m|break|broke
h|arise|arose
h|bind|bound
h|cling|clung
h|flee|fled
h|forbid|forbade
h|forsake|forsook
h|seek|sought
h|shrink|shrank
h|slay|slew
h|sling|slung
h|stride|strode
h|strive|strove
h|swear|swore
h|tear|tore
h|tread|trod
h|weave|wove
h|wring|wrung
`,
);

/** Nouns with their irregular plural. */
export const PLURALS: readonly Row<'noun' | 'plural'>[] = parseTable(
  ['tier', 'noun', 'plural'],
  `
e|child|children
e|man|men
e|woman|women
e|foot|feet
e|tooth|teeth
e|mouse|mice
e|goose|geese
m|leaf|leaves
m|knife|knives
m|wolf|wolves
m|wife|wives
m|person|people
m|ox|oxen
m|half|halves
m|loaf|loaves
m|thief|thieves
m|louse|lice
h|crisis|crises
h|thesis|theses
h|criterion|criteria
h|phenomenon|phenomena
h|bacterium|bacteria
h|analysis|analyses
h|oasis|oases
h|axis|axes
h|stimulus|stimuli
h|alumnus|alumni
h|datum|data
h|vertebra|vertebrae
h|larva|larvae
h|parenthesis|parentheses
h|hypothesis|hypotheses
`,
);
