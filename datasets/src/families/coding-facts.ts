import type { Fact } from '../fact.js';
import {
  ACRONYMS,
  CODE_TERMS,
  COMMANDS,
  COMPLEXITIES,
  CREATORS,
  EXTENSIONS,
  HTML_TAGS,
  PYTHON_WORDS,
  STATUS_CODES,
} from '../facts/computing.js';
import { relationFacts } from '../relation.js';
import { tierOf } from '../table.js';
import { CODE_TASKS, nearGroups } from './near-groups.js';
import { surname } from './surname.js';

/** Endings, languages, abbreviations, commands, tags, status codes, words of Python, running times, terms. */
export function codingFacts(): readonly Fact[] {
  return [
    extensions(),
    creators(),
    acronyms(),
    commands(),
    tags(),
    codes(),
    pythonWords(),
    complexities(),
    terms(),
  ].flat();
}

const extensions = (): readonly Fact[] =>
  relationFacts({
    family: 'extension',
    domain: 'coding',
    pairs: EXTENSIONS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.ending,
      object: row.language,
    })),
    text: ['Which language has files that end in {s}?', 'What language is a {s} file written in?'],
    choice: ['A file ends in {s}. Which language is it?', 'Pick the language of {s} files.'],
    reverse: ['What is the file ending for {o}?'],
    reverseChoice: ['Pick the file ending of {o}.'],
  });

const creators = (): readonly Fact[] =>
  relationFacts({
    family: 'creator',
    domain: 'coding',
    pairs: CREATORS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.work, object: row.person })),
    text: ['Who created {s}?', 'Name the inventor of {s}.', '{S} was first made by whom?'],
    choice: ['Which of these people created {s}?'],
    reverse: ['What did {o} create?'],
    reverseChoice: ['Pick the creation of {o}.'],
    short: surname,
  });

const acronyms = (): readonly Fact[] =>
  relationFacts({
    family: 'acronym',
    domain: 'coding',
    pairs: ACRONYMS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.short, object: row.full })),
    text: ['What does {s} stand for?', 'Spell out {s}.'],
    choice: ['Which of these does {s} stand for?', 'Pick the meaning of the letters {s}.'],
    reverse: ['What is the short form of {o}?', 'How is {o} abbreviated?'],
    reverseChoice: ['Pick the letters for {o}.'],
  });

const commands = (): readonly Fact[] =>
  relationFacts({
    family: 'command',
    domain: 'coding',
    pairs: COMMANDS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.command, object: row.task })),
    reverse: ['Which shell command {o}?', 'Name the shell command that {o}.'],
    choice: ['What does the shell command {s} do?', 'Pick what the command {s} does.'],
    reverseChoice: ['Which of these commands {o}?', 'Pick the command that {o}.'],
    alsoRight: nearGroups(CODE_TASKS),
  });

const tags = (): readonly Fact[] =>
  relationFacts({
    family: 'html-tag',
    domain: 'coding',
    pairs: HTML_TAGS.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: `<${row.tag}>`,
      object: row.meaning,
      subjectAliases: [row.tag],
    })),
    text: ['What does the HTML tag {s} mark?', 'What is {s} in HTML?'],
    choice: ['Which of these is marked by {s} in HTML?', 'Pick the meaning of the HTML tag {s}.'],
    reverse: ['Which HTML tag marks {ao}?'],
    reverseChoice: ['Pick the HTML tag for {ao}.'],
  });

const codes = (): readonly Fact[] =>
  relationFacts({
    family: 'status-code',
    domain: 'coding',
    pairs: STATUS_CODES.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.code,
      object: row.meaning,
    })),
    text: ['What does HTTP status {s} mean?', 'Name the meaning of the HTTP code {s}.'],
    choice: ['Which of these does HTTP status {s} mean?'],
    reverse: ['Which HTTP code means {o}?', 'What number has the HTTP status {o}?'],
    reverseChoice: ['Pick the HTTP code for {o}.'],
  });

const pythonWords = (): readonly Fact[] =>
  relationFacts({
    family: 'python-word',
    domain: 'coding',
    pairs: PYTHON_WORDS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.word, object: row.task })),
    reverse: ['Which word of Python {o}?', 'Name the Python word that {o}.'],
    choice: ['What does {s} do in Python?', 'Pick the use of {s} in Python.'],
    reverseChoice: ['Which of these words {o} in Python?', 'Pick the Python word that {o}.'],
    alsoRight: nearGroups(CODE_TASKS),
  });

const complexities = (): readonly Fact[] =>
  relationFacts({
    family: 'complexity',
    domain: 'coding',
    pairs: COMPLEXITIES.map((row) => ({
      difficulty: tierOf(row.tier),
      subject: row.algorithm,
      object: row.time,
    })),
    text: ['What is the running time of {s}?', 'How long does {s} take in big O?', 'Give the big O of {s}.'],
    choice: ['Which of these is the running time of {s}?', 'Pick the big O of {s}.'],
    classes: true,
  });

const terms = (): readonly Fact[] =>
  relationFacts({
    family: 'code-term',
    domain: 'coding',
    pairs: CODE_TERMS.map((row) => ({ difficulty: tierOf(row.tier), subject: row.clue, object: row.term })),
    text: [
      'What do programmers call {s}?',
      'In programming, what is {s} called?',
      'Name the programming word for {s}.',
    ],
    choice: ['Which programming word means {s}?', 'Pick the programming word for {s}.'],
    reverseChoice: ['In programming, what is meant by {o}?'],
  });
