import { parseTable } from '../table.js';

type Row<Column extends string> = Readonly<Record<'tier' | Column, string>>;

/** Animals with the name of their young. */
export const YOUNG: readonly Row<'animal' | 'young'>[] = parseTable(
  ['tier', 'animal', 'young'],
  `
e|dog|puppy
e|cat|kitten
e|cow|calf
e|sheep|lamb
e|horse|foal
e|hen|chick
e|duck|duckling
e|lion|cub
e|pig|piglet
m|goat|kid
m|goose|gosling
m|frog|tadpole
m|deer|fawn
m|kangaroo|joey
m|swan|cygnet
m|owl|owlet
m|eagle|eaglet
m|butterfly|caterpillar
m|fly|maggot
h|hare|leveret
h|eel|elver
h|seal|pup
h|hedgehog|hoglet
h|pigeon|squab
h|oyster|spat
h|salmon|smolt
h|turkey|poult
h|hawk|eyas
h|llama|cria
h|spider|spiderling
h|porcupine|porcupette
`,
);

/** Animals with the sound they make. */
export const SOUNDS: readonly Row<'animal' | 'sound'>[] = parseTable(
  ['tier', 'animal', 'sound'],
  `
e|dog|bark
e|cat|meow
e|cow|moo
e|lion|roar
e|duck|quack
e|bee|buzz
e|snake|hiss
e|sheep|bleat
m|horse|neigh
m|pig|oink
m|wolf|howl
m|owl|hoot
m|frog|croak
m|donkey|bray
m|turkey|gobble
m|elephant|trumpet
m|hen|cluck
m|mouse|squeak
m|pigeon|coo
m|crow|caw
h|hyena|laugh
h|goose|honk
h|sparrow|chirp
h|raven|cronk
h|bull|bellow
h|nightingale|warble
h|cricket|chirr
`,
);

/** Animals with the noun for a group of them. */
export const COLLECTIVES: readonly Row<'animals' | 'group'>[] = parseTable(
  ['tier', 'animals', 'group'],
  `
e|lions|pride
e|wolves|pack
e|sheep|flock
e|cows|herd
e|bees|swarm
e|fish|school
m|ants|colony
m|puppies|litter
m|whales|pod
m|geese|gaggle
m|crows|murder
m|monkeys|troop
m|kittens|kindle
h|owls|parliament
h|larks|exaltation
h|ravens|unkindness
h|foxes|skulk
h|leopards|leap
h|moles|labour
h|starlings|murmuration
h|bears|sleuth
h|peacocks|ostentation
h|rhinos|crash
h|finches|charm
h|cobras|quiver
h|jellyfish|smack
h|hippos|bloat
h|giraffes|tower
h|tigers|ambush
h|flamingos|flamboyance
h|ferrets|business
h|donkeys|pace
`,
);

/** Animals with the name of their home. */
export const HOMES: readonly Row<'animal' | 'home'>[] = parseTable(
  ['tier', 'animal', 'home'],
  `
e|bird|nest
e|dog|kennel
e|bee|hive
e|spider|web
e|horse|stable
e|pig|sty
m|lion|den
m|rabbit|burrow
m|beaver|lodge
m|eagle|eyrie
m|hen|coop
m|cow|byre
h|badger|sett
h|otter|holt
h|squirrel|drey
h|hare|form
h|wasp|vespiary
h|penguin|rookery
h|fox|earth
h|pigeon|dovecote
h|mole|fortress
`,
);

/** Men, or male animals, with the female word. */
export const FEMALES: readonly Row<'male' | 'female'>[] = parseTable(
  ['tier', 'male', 'female'],
  `
e|king|queen
e|father|mother
e|brother|sister
e|son|daughter
e|uncle|aunt
e|prince|princess
e|husband|wife
m|nephew|niece
m|hero|heroine
m|bull|cow
m|stallion|mare
m|rooster|hen
m|ram|ewe
m|actor|actress
m|wizard|witch
m|duke|duchess
m|monk|nun
h|stag|hind
h|fox|vixen
h|gander|goose
h|boar|sow
h|drake|duck
h|bachelor|spinster
h|marquis|marchioness
h|earl|countess
h|cob|pen
h|tsar|tsarina
h|executor|executrix
h|buck|doe
h|colt|filly
`,
);

/** Similes: as brave as a lion. */
export const SIMILES: readonly Row<'quality' | 'thing'>[] = parseTable(
  ['tier', 'quality', 'thing'],
  `
e|busy|bee
e|cold|ice
e|white|snow
e|brave|lion
e|light|feather
e|sweet|honey
e|free|bird
m|blind|bat
m|sly|fox
m|quiet|mouse
m|strong|ox
m|stubborn|mule
m|proud|peacock
m|wise|owl
m|gentle|lamb
m|hungry|wolf
m|cool|cucumber
m|flat|pancake
m|dry|bone
m|sharp|razor
m|slippery|eel
m|good|gold
h|bald|coot
h|bold|brass
h|deaf|post
h|dead|doornail
h|fit|fiddle
h|happy|lark
h|mad|hatter
h|old|hills
h|pleased|punch
h|right|rain
h|sober|judge
h|thick|thieves
h|ugly|sin
h|red|beetroot
h|easy|pie
h|clear|crystal
h|keen|mustard
h|poor|church mouse
`,
);

/** Sayings with their last word. */
export const SAYINGS: readonly Row<'start' | 'end'>[] = parseTable(
  ['tier', 'start', 'end'],
  `
e|The early bird catches the|worm
e|A piece of|cake
e|Better late than|never
e|Time is|money
e|Love is|blind
e|Knowledge is|power
e|Once upon a|time
e|An apple a day keeps the doctor|away
e|Easy come, easy|go
e|Like father, like|son
e|The more the|merrier
e|Practice makes|perfect
m|Actions speak louder than|words
m|All that glitters is not|gold
m|Two wrongs do not make a|right
m|The pen is mightier than the|sword
m|When in Rome, do as the Romans|do
m|Honesty is the best|policy
m|Beggars cannot be|choosers
m|Absence makes the heart grow|fonder
m|Curiosity killed the|cat
m|Do not cry over spilt|milk
m|Every cloud has a silver|lining
m|Birds of a feather flock|together
m|Blood is thicker than|water
m|A picture is worth a thousand|words
m|Do not judge a book by its|cover
m|It takes two to|tango
m|Look before you|leap
m|Out of sight, out of|mind
m|Rome was not built in a|day
m|Slow and steady wins the|race
m|Where there is smoke there is|fire
m|You cannot have your cake and eat|it
m|A watched pot never|boils
m|Too many cooks spoil the|broth
m|Two heads are better than|one
m|When the cat is away, the mice will|play
m|Laughter is the best|medicine
h|A rolling stone gathers no|moss
h|A stitch in time saves|nine
h|Fortune favours the|bold
h|Necessity is the mother of|invention
h|Brevity is the soul of|wit
h|Discretion is the better part of|valour
h|Familiarity breeds|contempt
h|Fools rush in where angels fear to|tread
h|Half a loaf is better than|none
h|He who hesitates is|lost
h|Hope springs|eternal
h|If the shoe fits,|wear it
h|Ignorance is|bliss
h|Let sleeping dogs|lie
h|Make hay while the sun|shines
h|Many a little makes a|mickle
h|No man is an|island
h|Old habits die|hard
h|Pride comes before a|fall
h|Revenge is a dish best served|cold
h|Still waters run|deep
h|The road to hell is paved with good|intentions
h|There is no honour among|thieves
h|Variety is the spice of|life
h|A leopard cannot change its|spots
h|Empty vessels make the most|noise
h|The proof of the pudding is in the|eating
`,
);

/** Words of literature, music and art with what they mean. */
export const ART_TERMS: readonly Row<'term' | 'clue'>[] = parseTable(
  ['tier', 'term', 'clue'],
  `
e|author|a person who writes books
e|painter|a person who makes pictures with a brush
e|poem|a text in verse
e|chorus|the part of a song that comes back
e|fable|a short story with animals and a moral
e|portrait|a picture of a person
e|landscape|a picture of the countryside
e|rhyme|equal sounds at the ends of lines
e|duet|music for two performers
e|solo|music for one performer
m|simile|a comparison that uses like or as
m|metaphor|a comparison without like or as
m|alliteration|words in a row that begin with the same sound
m|onomatopoeia|a word that sounds like what it names
m|hyperbole|a strong exaggeration
m|personification|human traits given to a thing
m|haiku|a Japanese poem of seventeen syllables
m|sonnet|a poem of fourteen lines
m|limerick|a funny poem of five lines
m|autobiography|the story of one's own life
m|tragedy|a play with a sad ending
m|comedy|a play with a happy ending
m|still life|a picture of things such as fruit
m|fresco|a painting on wet plaster
m|mosaic|a picture made of small coloured stones
m|quartet|music for four performers
m|forte|loud, in music
m|piano|soft, in music
m|ballad|a song that tells a story
h|oxymoron|two words that contradict each other
h|palindrome|a word that reads the same backwards
h|anagram|a word made from the letters of another
h|allegory|a story with a hidden second meaning
h|irony|saying the opposite of what is meant
h|elegy|a poem that mourns the dead
h|epitaph|words on a tombstone
h|soliloquy|a speech of a lone actor to himself
h|stanza|a group of lines in a poem
h|euphemism|a mild word for a harsh thing
h|allegro|fast and lively, in music
h|adagio|slow, in music
h|crescendo|growing louder, in music
h|diminuendo|growing softer, in music
h|staccato|with short detached notes, in music
h|legato|with smoothly joined notes, in music
h|presto|very fast, in music
h|chiaroscuro|strong contrast of light and dark in painting
h|triptych|a picture of three panels
h|pointillism|painting with small dots
h|libretto|the text of an opera
h|novella|a story longer than a tale, shorter than a novel
h|protagonist|the main character of a story
h|a cappella|singing without instruments
h|collage|a picture of glued pieces
h|sextet|music for six performers
`,
);
