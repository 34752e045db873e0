import { parseTable } from '../table.js';

type Row<Column extends string> = Readonly<Record<'tier' | Column, string>>;

/** Endings of file names with what the file holds. */
export const EXTENSIONS: readonly Row<'ending' | 'language'>[] = parseTable(
  ['tier', 'ending', 'language'],
  `
e|.py|Python
e|.js|JavaScript
e|.ts|TypeScript
e|.java|Java
e|.html|HTML
e|.css|CSS
m|.rb|Ruby
m|.go|Go
m|.rs|Rust
m|.cpp|C++
m|.cs|C#
m|.php|PHP
m|.swift|Swift
m|.kt|Kotlin
m|.md|Markdown
m|.sql|SQL
h|.hs|Haskell
h|.pl|Perl
h|.lua|Lua
h|.jl|Julia
h|.ex|Elixir
h|.erl|Erlang
h|.clj|Clojure
h|.f90|Fortran
h|.scala|Scala
h|.dart|Dart
h|.adb|Ada
h|.zig|Zig
`,
);

/** Programming languages and systems with the person they are credited to. */
export const CREATORS: readonly Row<'work' | 'person'>[] = parseTable(
  ['tier', 'work', 'person'],
  `
e|Python|Guido van Rossum
e|Linux|Linus Torvalds
m|JavaScript|Brendan Eich
m|Java|James Gosling
m|C++|Bjarne Stroustrup
m|C|Dennis Ritchie
m|Ruby|Yukihiro Matsumoto
m|PHP|Rasmus Lerdorf
h|Perl|Larry Wall
h|Lisp|John McCarthy
h|Pascal|Niklaus Wirth
h|Scala|Martin Odersky
h|Clojure|Rich Hickey
h|TeX|Donald Knuth
h|Swift|Chris Lattner
h|Elixir|Jose Valim
`,
);

/** Abbreviations of computing with their first word spelled out and in full. */
export const ACRONYMS: readonly Row<'short' | 'full'>[] = parseTable(
  ['tier', 'short', 'full'],
  `
e|CPU|central processing unit
e|RAM|random access memory
e|WWW|world wide web
e|PC|personal computer
e|USB|universal serial bus
m|GPU|graphics processing unit
m|HTML|hypertext markup language
m|URL|uniform resource locator
m|SQL|structured query language
m|API|application programming interface
m|OS|operating system
m|LAN|local area network
m|PDF|portable document format
m|GUI|graphical user interface
m|IP|internet protocol
m|DNS|domain name system
m|CSS|cascading style sheets
m|AI|artificial intelligence
h|ROM|read only memory
h|FTP|file transfer protocol
h|SSH|secure shell
h|VPN|virtual private network
h|ASCII|american standard code for information interchange
h|JSON|javascript object notation
h|REST|representational state transfer
h|DOM|document object model
h|ORM|object relational mapping
h|IDE|integrated development environment
h|FIFO|first in first out
h|LIFO|last in first out
h|DHCP|dynamic host configuration protocol
h|SMTP|simple mail transfer protocol
h|BIOS|basic input output system
h|CRUD|create read update delete
h|JIT|just in time
`,
);

/** Commands of a Unix shell and of git with what they do. */
export const COMMANDS: readonly Row<'command' | 'task'>[] = parseTable(
  ['tier', 'command', 'task'],
  `
e|ls|lists files
e|cd|changes the folder
e|mkdir|makes a folder
e|rm|deletes files
e|cp|copies files
e|mv|moves files
e|echo|prints its arguments
m|pwd|prints the current folder
m|cat|prints a file
m|grep|searches text for a pattern
m|chmod|changes permissions
m|kill|ends a process
m|man|shows the manual
m|head|shows the first lines
m|tail|shows the last lines
m|sort|orders lines
m|touch|creates an empty file
m|git clone|copies a repository
m|git commit|records changes
m|git push|sends commits to a remote
m|git add|stages changes
h|sed|edits a stream of text
h|wc|counts lines and words
h|diff|compares two files
h|chown|changes the owner
h|df|shows free disk space
h|du|shows the size of folders
h|ps|lists processes
h|uniq|drops repeated lines
h|ln|makes a link
h|tee|copies input to a file and the screen
h|xargs|builds commands from input
h|git stash|sets changes aside
h|git bisect|finds the commit that broke something
h|git rebase|moves commits onto another base
h|git blame|shows who changed each line
`,
);

/** Tags of HTML with what they mark. */
export const HTML_TAGS: readonly Row<'tag' | 'meaning'>[] = parseTable(
  ['tier', 'tag', 'meaning'],
  `
e|p|paragraph
e|a|link
e|img|image
e|h1|main heading
e|table|table of data
m|li|list item
m|ul|bulleted list
m|ol|numbered list
m|tr|table row
m|td|table cell
m|br|line break
m|form|input form
m|title|page title
m|script|program code
h|hr|horizontal line
h|th|table header cell
h|dl|description list
h|figcaption|caption of a figure
h|blockquote|long quotation
h|nav|navigation links
h|aside|side remark
h|kbd|keyboard input
h|sup|raised text
h|sub|lowered text
h|legend|caption of a fieldset
`,
);

/** Status codes of HTTP with their meaning. */
export const STATUS_CODES: readonly Row<'code' | 'meaning'>[] = parseTable(
  ['tier', 'code', 'meaning'],
  `
e|404|not found
e|200|ok
m|500|internal server error
m|403|forbidden
m|401|unauthorized
m|301|moved permanently
m|400|bad request
h|201|created
h|204|no content
h|302|found
h|304|not modified
h|405|method not allowed
h|408|request timeout
h|409|conflict
h|410|gone
h|415|unsupported media type
h|429|too many requests
h|502|bad gateway
h|503|service unavailable
h|504|gateway timeout
`,
);

/** Words of the Python language and its library with what they are for. */
export const PYTHON_WORDS: readonly Row<'word' | 'task'>[] = parseTable(
  ['tier', 'word', 'task'],
  `
e|def|defines a function
e|print|shows text on the screen
e|len|gives the number of elements
e|import|loads a module
e|return|gives back a value from a function
e|if|tests a condition
e|class|defines a class
e|max|gives the largest element
e|min|gives the smallest element
e|sum|adds up all elements
e|input|reads text from the user
m|break|leaves a loop
m|continue|skips to the next round of a loop
m|try|begins a block that may fail
m|except|handles an error
m|raise|throws an error
m|lambda|makes a function without a name
m|append|adds an element at the end of a list
m|pop|removes and returns the last element
m|sorted|gives an ordered copy of a list
m|reversed|walks a list from the end
m|split|cuts a string into parts
m|join|glues strings together
m|upper|makes letters capital
m|lower|makes letters small
m|strip|removes spaces at both ends
m|replace|puts one substring in place of another
m|range|makes a series of whole numbers
m|abs|gives the absolute value
m|round|gives the nearest whole number
h|yield|hands out a value from a generator
h|finally|always runs after a try block
h|with|opens a context manager
h|global|makes a name refer to module level
h|nonlocal|makes a name refer to an outer function
h|assert|fails when a condition is false
h|pass|does nothing
h|del|unbinds a name
h|zip|pairs up elements of several lists
h|enumerate|numbers the elements of a list
h|isinstance|tests the type of an object
h|ord|gives the code of a character
h|chr|gives the character of a code
h|hex|writes a number in base sixteen
h|bin|writes a number in base two
h|divmod|gives quotient and remainder together
h|setdefault|reads a key or fills it in
h|extend|adds all elements of another list
`,
);

/** Algorithms with their usual running time. */
export const COMPLEXITIES: readonly Row<'algorithm' | 'time'>[] = parseTable(
  ['tier', 'algorithm', 'time'],
  `
e|binary search|O(log n)
e|linear search|O(n)
e|bubble sort|O(n^2)
m|merge sort|O(n log n)
m|insertion sort in the worst case|O(n^2)
m|selection sort|O(n^2)
m|heap sort|O(n log n)
m|array access by index|O(1)
m|hash table lookup on average|O(1)
h|quicksort on average|O(n log n)
h|quicksort in the worst case|O(n^2)
h|pushing onto a stack|O(1)
h|search in a balanced tree|O(log n)
h|Floyd-Warshall shortest paths|O(n^3)
h|schoolbook matrix multiplication|O(n^3)
h|listing all subsets|O(2^n)
h|insertion into a binary heap|O(log n)
h|finding the maximum of an unsorted list|O(n)
`,
);

/** Descriptions of ideas of programming with their name. */
export const CODE_TERMS: readonly Row<'clue' | 'term'>[] = parseTable(
  ['tier', 'clue', 'term'],
  `
e|a mistake in a program|bug
e|a named place for a value|variable
e|a value that is either true or false|boolean
e|a piece of text in a program|string
e|a whole number type|integer
e|code that repeats|loop
e|a reusable named block of code|function
e|a note in code that the computer ignores|comment
m|a collection where the last one in is the first out|stack
m|a collection where the first one in is the first out|queue
m|a function that calls itself|recursion
m|a collection of keys and values in Python|dictionary
m|a program that turns source code into machine code|compiler
m|a program that runs source code line by line|interpreter
m|the search for and removal of errors|debugging
m|a number with a decimal point|float
m|an ordered collection in brackets in Python|list
m|a fixed ordered collection in parentheses in Python|tuple
m|a collection without duplicates|set
m|an error found when the program runs|exception
m|a value passed to a function|argument
m|a template from which objects are made|class
h|many forms behind one interface|polymorphism
h|hiding the data of an object behind methods|encapsulation
h|taking over members of a parent class|inheritance
h|a function that takes or returns functions|higher-order function
h|a function that remembers its outer variables|closure
h|storing results to avoid computing them again|memoization
h|two threads that wait for each other forever|deadlock
h|a bug that depends on the timing of threads|race condition
h|freeing memory that is no longer used|garbage collection
h|restructuring code without changing what it does|refactoring
h|a tree where left is smaller and right is larger|binary search tree
h|a value that cannot be changed|immutable
h|a pattern that describes text to search for|regular expression
h|a variable that holds a memory address|pointer
h|turning an object into bytes or text|serialization
h|a graph without cycles and with directions|DAG
h|an operation with the same effect when repeated|idempotent
h|evaluation only when the value is needed|lazy evaluation
`,
);
