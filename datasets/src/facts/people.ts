import { parseTable } from '../table.js';

type Row<Column extends string> = Readonly<Record<'tier' | Column, string>>;

/** Books and plays with their author. */
export const BOOKS: readonly Row<'work' | 'person'>[] = parseTable(
  ['tier', 'work', 'person'],
  `
e|Hamlet|William Shakespeare
e|Romeo and Juliet|William Shakespeare
e|Macbeth|William Shakespeare
e|Oliver Twist|Charles Dickens
e|A Christmas Carol|Charles Dickens
e|Pride and Prejudice|Jane Austen
e|Emma|Jane Austen
e|The Hobbit|J. R. R. Tolkien
e|Animal Farm|George Orwell
e|Don Quixote|Miguel de Cervantes
e|War and Peace|Leo Tolstoy
e|Anna Karenina|Leo Tolstoy
e|Moby-Dick|Herman Melville
e|Dracula|Bram Stoker
e|Frankenstein|Mary Shelley
e|The Odyssey|Homer
e|The Iliad|Homer
e|Faust|Goethe
m|Jane Eyre|Charlotte Bronte
m|Wuthering Heights|Emily Bronte
m|Great Expectations|Charles Dickens
m|The Great Gatsby|F. Scott Fitzgerald
m|Crime and Punishment|Fyodor Dostoevsky
m|The Divine Comedy|Dante
m|Les Miserables|Victor Hugo
m|Treasure Island|Robert Louis Stevenson
m|Robinson Crusoe|Daniel Defoe
m|Gulliver's Travels|Jonathan Swift
m|Brave New World|Aldous Huxley
m|Ulysses|James Joyce
m|The Trial|Franz Kafka
m|The Metamorphosis|Franz Kafka
m|The Stranger|Albert Camus
m|The Old Man and the Sea|Ernest Hemingway
m|The Jungle Book|Rudyard Kipling
m|Peter Pan|J. M. Barrie
m|Pinocchio|Carlo Collodi
m|Tom Sawyer|Mark Twain
m|The Time Machine|H. G. Wells
m|The Canterbury Tales|Geoffrey Chaucer
m|Paradise Lost|John Milton
h|Candide|Voltaire
h|Tartuffe|Moliere
h|Madame Bovary|Gustave Flaubert
h|Middlemarch|George Eliot
h|The Aeneid|Virgil
h|The Decameron|Giovanni Boccaccio
h|The Cherry Orchard|Anton Chekhov
h|A Doll's House|Henrik Ibsen
h|Pygmalion|George Bernard Shaw
h|Waiting for Godot|Samuel Beckett
h|Fathers and Sons|Ivan Turgenev
h|Dead Souls|Nikolai Gogol
h|Eugene Onegin|Alexander Pushkin
h|Steppenwolf|Hermann Hesse
h|The Magic Mountain|Thomas Mann
h|The Tin Drum|Gunter Grass
h|Mrs Dalloway|Virginia Woolf
h|Lord Jim|Joseph Conrad
h|Beloved|Toni Morrison
h|The Leopard|Giuseppe Tomasi di Lampedusa
h|Things Fall Apart|Chinua Achebe
h|Medea|Euripides
h|Antigone|Sophocles
h|The Birds|Aristophanes
h|Metamorphoses|Ovid
`,
);

/** Inventions and discoveries with the person they are credited to. */
export const INVENTIONS: readonly Row<'work' | 'person'>[] = parseTable(
  ['tier', 'work', 'person'],
  `
e|the telephone|Alexander Graham Bell
e|dynamite|Alfred Nobel
e|the theory of relativity|Albert Einstein
e|penicillin|Alexander Fleming
e|radium|Marie Curie
e|the law of gravity|Isaac Newton
e|the theory of evolution|Charles Darwin
e|the phonograph|Thomas Edison
e|the printing press in Europe|Johannes Gutenberg
e|X-rays|Wilhelm Roentgen
m|the smallpox vaccine|Edward Jenner
m|the rabies vaccine|Louis Pasteur
m|the polio vaccine|Jonas Salk
m|the diesel engine|Rudolf Diesel
m|the electric battery|Alessandro Volta
m|the lightning rod|Benjamin Franklin
m|the World Wide Web|Tim Berners-Lee
m|the periodic table|Dmitri Mendeleev
m|the laws of planetary motion|Johannes Kepler
m|radioactivity|Henri Becquerel
m|the electron|J. J. Thomson
m|the neutron|James Chadwick
m|the laws of heredity|Gregor Mendel
m|the telegraph code of dots and dashes|Samuel Morse
m|raised-dot writing for the blind|Louis Braille
m|the cotton gin|Eli Whitney
m|the planet Uranus|William Herschel
m|electromagnetic induction|Michael Faraday
m|quantum theory|Max Planck
h|the mercury thermometer|Daniel Fahrenheit
h|the barometer|Evangelista Torricelli
h|the pendulum clock|Christiaan Huygens
h|the hot air balloon|Montgolfier brothers
h|the safety lamp for miners|Humphry Davy
h|vulcanized rubber|Charles Goodyear
h|the stethoscope|Rene Laennec
h|the hovercraft|Christopher Cockerell
h|the jet engine in Britain|Frank Whittle
h|the Geiger counter|Hans Geiger
h|the uncertainty principle|Werner Heisenberg
h|continental drift|Alfred Wegener
h|the atomic nucleus|Ernest Rutherford
h|the positron, by experiment|Carl Anderson
h|superconductivity|Heike Kamerlingh Onnes
h|blood groups|Karl Landsteiner
h|the circulation of the blood|William Harvey
h|the tuberculosis bacterium|Robert Koch
h|the ballpoint pen|Laszlo Biro
h|the safety razor|King Gillette
h|the elevator brake|Elisha Otis
`,
);

/** Paintings and sculptures with their artist. */
export const ARTWORKS: readonly Row<'work' | 'person'>[] = parseTable(
  ['tier', 'work', 'person'],
  `
e|the Mona Lisa|Leonardo da Vinci
e|The Last Supper|Leonardo da Vinci
e|The Starry Night|Vincent van Gogh
e|Sunflowers|Vincent van Gogh
e|Guernica|Pablo Picasso
e|The Scream|Edvard Munch
e|the statue of David in Florence|Michelangelo
e|Water Lilies|Claude Monet
m|Girl with a Pearl Earring|Johannes Vermeer
m|The Night Watch|Rembrandt
m|The Birth of Venus|Sandro Botticelli
m|The Kiss, a golden painting|Gustav Klimt
m|The Thinker|Auguste Rodin
m|The Persistence of Memory|Salvador Dali
m|The School of Athens|Raphael
m|Las Meninas|Diego Velazquez
m|American Gothic|Grant Wood
m|The Great Wave off Kanagawa|Katsushika Hokusai
h|Nighthawks|Edward Hopper
h|Liberty Leading the People|Eugene Delacroix
h|The Raft of the Medusa|Theodore Gericault
h|The Garden of Earthly Delights|Hieronymus Bosch
h|The Arnolfini Portrait|Jan van Eyck
h|The Hay Wain|John Constable
h|The Fighting Temeraire|J. M. W. Turner
h|Olympia|Edouard Manet
h|The Card Players|Paul Cezanne
h|Wanderer above the Sea of Fog|Caspar David Friedrich
h|The Gleaners|Jean-Francois Millet
h|Christina's World|Andrew Wyeth
h|The Ambassadors|Hans Holbein
`,
);

/** Music with its composer. */
export const MUSIC: readonly Row<'work' | 'person'>[] = parseTable(
  ['tier', 'work', 'person'],
  `
e|Swan Lake|Tchaikovsky
e|The Nutcracker|Tchaikovsky
e|The Four Seasons|Vivaldi
e|The Magic Flute|Mozart
e|Fidelio|Beethoven
e|Messiah|Handel
m|Carmen|Bizet
m|Aida|Verdi
m|La Traviata|Verdi
m|Tosca|Puccini
m|Madame Butterfly|Puccini
m|The Barber of Seville|Rossini
m|The Planets|Holst
m|Bolero|Ravel
m|Peter and the Wolf|Prokofiev
m|Rhapsody in Blue|Gershwin
m|The Rite of Spring|Stravinsky
m|The Blue Danube|Johann Strauss
h|Peer Gynt|Grieg
h|Finlandia|Sibelius
h|The Moldau|Smetana
h|Tristan and Isolde|Wagner
h|Clair de Lune|Debussy
h|The Creation|Haydn
h|Dido and Aeneas|Purcell
h|Pictures at an Exhibition|Mussorgsky
h|Scheherazade|Rimsky-Korsakov
h|Carmina Burana|Carl Orff
h|Appalachian Spring|Copland
h|The Carnival of the Animals|Saint-Saens
h|Symphonie Fantastique|Berlioz
h|Winterreise|Schubert
h|Enigma Variations|Elgar
h|Orfeo ed Euridice|Gluck
`,
);
