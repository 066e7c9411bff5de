-- The tables of the .sqlite edition. The remark behind each column is what the table "columns" says of it.
-- Keys are the ids of all editions: 2022-5.2.3 is action 3 of statement 2 of paragraph 5 of the text 2022.

CREATE TABLE about (
  name TEXT PRIMARY KEY, -- what is said: title, subtitle, author, language, how to read
  value TEXT NOT NULL -- what it says
);
CREATE TABLE columns (
  table_name TEXT NOT NULL, -- the table or view
  name TEXT NOT NULL, -- the column
  meaning TEXT NOT NULL, -- what it says
  PRIMARY KEY (table_name, name)
);
CREATE TABLE texts (
  id TEXT PRIMARY KEY, -- the short name of the text, as in the dossier
  n INTEGER NOT NULL, -- its position in the dossier
  reference TEXT, -- its reference, as it stands in the text
  procedure TEXT, -- the procedure it belongs to
  title TEXT NOT NULL, -- its title, verbatim
  status TEXT NOT NULL, -- what it is: only adopted is the word of Parliament, a motion is that of its authors
  status_by TEXT NOT NULL, -- who says so: text or editor
  date TEXT, -- its date, null where nobody gives one
  date_by TEXT, -- who gives the date: text or editor
  year INTEGER, -- the year of that date
  language TEXT NOT NULL, -- its language
  words INTEGER NOT NULL, -- words in recitals and paragraphs
  rule TEXT, -- the rule of procedure it invokes
  enacting TEXT, -- who speaks: The European Parliament,
  file TEXT NOT NULL, -- the file it was read from
  sha256 TEXT NOT NULL, -- the hash of that file
  address TEXT, -- where the editor found the file
  fetched TEXT, -- on which day
  given_source TEXT, -- where the editor found what the text does not say
  vote TEXT, -- the vote, given by the editor
  note TEXT -- a note of the editor
);
CREATE TABLE signatories (
  text TEXT NOT NULL REFERENCES texts(id), -- the text
  n INTEGER NOT NULL, -- position
  name TEXT NOT NULL, -- who tabled it
  party TEXT, -- the group on whose behalf
  PRIMARY KEY (text, n)
);
CREATE TABLE citations (
  key TEXT PRIMARY KEY, -- text and position: 2022-citation-3
  n INTEGER NOT NULL UNIQUE, -- position among all
  text TEXT NOT NULL REFERENCES texts(id), -- the text
  words TEXT NOT NULL -- verbatim
);
CREATE TABLE recitals (
  key TEXT PRIMARY KEY, -- text and label: 2022-A
  n INTEGER NOT NULL UNIQUE, -- position among all
  text TEXT NOT NULL REFERENCES texts(id), -- the text
  label TEXT NOT NULL, -- the letter
  heading TEXT, -- the heading it stands under
  words TEXT NOT NULL -- verbatim, with its points
);
CREATE TABLE paragraphs (
  key TEXT PRIMARY KEY, -- text and number: 2022-5
  n INTEGER NOT NULL UNIQUE, -- position among all
  text TEXT NOT NULL REFERENCES texts(id), -- the text
  number INTEGER, -- its number, null where none is printed
  heading TEXT, -- the heading it stands under
  words TEXT NOT NULL -- verbatim, with its points
);
CREATE TABLE footnotes (
  text TEXT NOT NULL REFERENCES texts(id), -- the text
  n INTEGER NOT NULL, -- position
  mark TEXT NOT NULL, -- the mark as printed
  place TEXT, -- where the mark stands
  words TEXT NOT NULL, -- verbatim
  PRIMARY KEY (text, n)
);
CREATE TABLE named_texts (
  text TEXT NOT NULL REFERENCES texts(id), -- the text that names another
  n INTEGER NOT NULL, -- position
  kind TEXT NOT NULL, -- what it names: motion, adopted, celex ...
  words TEXT NOT NULL, -- the words
  value TEXT NOT NULL, -- the identifier in its usual form
  place TEXT NOT NULL, -- where
  address TEXT, -- where that text can be found; made from the identifier, not tried out
  PRIMARY KEY (text, n)
);
CREATE TABLE statements (
  key TEXT PRIMARY KEY, -- text and id: 2022-5.2
  n INTEGER NOT NULL UNIQUE, -- position among all
  text TEXT NOT NULL REFERENCES texts(id), -- the text
  paragraph TEXT REFERENCES paragraphs(key), -- the paragraph
  kind TEXT NOT NULL, -- demand, position or procedural
  verb TEXT NOT NULL, -- the operative verb, verbatim
  strength INTEGER, -- level of the verb, 1 (weakest) to 5: a convention
  words TEXT NOT NULL, -- verbatim
  review TEXT NOT NULL -- why a person should look, if there is a doubt
);
CREATE TABLE actions (
  key TEXT PRIMARY KEY, -- text and id: 2022-5.2.3
  n INTEGER NOT NULL UNIQUE, -- position among all
  text TEXT NOT NULL REFERENCES texts(id), -- the text
  statement TEXT NOT NULL REFERENCES statements(key), -- the statement
  quote TEXT NOT NULL, -- what is asked for, verbatim
  act TEXT NOT NULL, -- what is to be done, as a head word
  condition TEXT, -- on what it hangs, verbatim
  deadline TEXT -- by when, verbatim
);
CREATE TABLE terms (
  action TEXT NOT NULL REFERENCES actions(key), -- the action
  kind TEXT NOT NULL, -- qualifier, hedge, theme, person, organisation or law
  n INTEGER NOT NULL, -- position
  value TEXT NOT NULL, -- the words or the name
  PRIMARY KEY (action, kind, n)
);
CREATE TABLE addressees (
  name TEXT PRIMARY KEY -- the usual name of who is asked
);
CREATE TABLE asked (
  statement TEXT NOT NULL REFERENCES statements(key), -- the statement
  addressee TEXT NOT NULL REFERENCES addressees(name), -- who is asked
  raw TEXT NOT NULL, -- the words of the text, empty where it does not name them
  implied INTEGER NOT NULL, -- 1 where the addressee is a proposal of the program
  n INTEGER NOT NULL, -- position
  PRIMARY KEY (statement, n)
);
CREATE TABLE comparisons (
  key TEXT PRIMARY KEY, -- ids of both texts: 2022-2024
  old TEXT NOT NULL REFERENCES texts(id), -- the old text
  new TEXT NOT NULL REFERENCES texts(id) -- the new text
);
CREATE TABLE comparability (
  comparison TEXT NOT NULL REFERENCES comparisons(key), -- the comparison
  code TEXT NOT NULL, -- the name of this kind of notice
  message TEXT NOT NULL, -- what to know before comparing
  PRIMARY KEY (comparison, code)
);
CREATE TABLE links (
  key TEXT PRIMARY KEY, -- comparison and position
  comparison TEXT NOT NULL REFERENCES comparisons(key), -- the comparison
  structure TEXT NOT NULL, -- one_to_one, split, merge, many_to_many
  strength TEXT NOT NULL, -- how hard it is pressed now: up, same, down, mixed
  scope TEXT NOT NULL, -- how much, for whom and of whom it is asked now
  confidence REAL NOT NULL, -- how sure the program is, from 0 to 1
  status TEXT NOT NULL, -- proposed, confirmed or corrected
  procedural INTEGER NOT NULL, -- 1 where the text is only sent on
  decided_by TEXT, -- the person who decided
  decided_on TEXT, -- the day
  comment TEXT -- what the person noted
);
CREATE TABLE linked (
  link TEXT NOT NULL REFERENCES links(key), -- the link
  side TEXT NOT NULL, -- old or new
  action TEXT NOT NULL REFERENCES actions(key), -- the action
  PRIMARY KEY (link, action)
);
CREATE TABLE reasons (
  link TEXT NOT NULL REFERENCES links(key), -- the link
  n INTEGER NOT NULL, -- position
  axis TEXT NOT NULL, -- strength or scope
  sign TEXT NOT NULL, -- up, same, down or mixed
  code TEXT NOT NULL, -- the name of this kind of reason
  message TEXT NOT NULL, -- what the direction rests on
  old TEXT, -- the old words
  new TEXT, -- the new words
  PRIMARY KEY (link, n)
);
CREATE TABLE unlinked (
  comparison TEXT NOT NULL REFERENCES comparisons(key), -- the comparison
  action TEXT NOT NULL REFERENCES actions(key), -- the action
  what TEXT NOT NULL, -- new, or not carried over: no counterpart was found
  PRIMARY KEY (comparison, action)
);
CREATE TABLE rejected (
  comparison TEXT NOT NULL REFERENCES comparisons(key), -- the comparison
  old TEXT NOT NULL REFERENCES actions(key), -- the old action
  new TEXT NOT NULL REFERENCES actions(key), -- the new action that a person says is not its counterpart
  PRIMARY KEY (comparison, old, new)
);
CREATE TABLE lineages (
  first TEXT PRIMARY KEY REFERENCES actions(key), -- the action in which the demand was first seen
  n INTEGER NOT NULL UNIQUE, -- position among all
  number INTEGER, -- its number in the dossier, null where it was found in one text alone
  first_text TEXT NOT NULL REFERENCES texts(id), -- the first text it was found in
  last_text TEXT NOT NULL REFERENCES texts(id), -- the last text it was found in; absence later is not withdrawal
  texts INTEGER NOT NULL -- in how many texts it was found
);
CREATE TABLE restatements (
  lineage TEXT NOT NULL REFERENCES lineages(first), -- the demand
  n INTEGER NOT NULL, -- position, in the order of the texts
  action TEXT NOT NULL REFERENCES actions(key), -- the action that restates it
  against TEXT NOT NULL REFERENCES actions(key), -- the action it is linked to
  beside INTEGER NOT NULL, -- 1 where neither of their texts follows the other
  strength TEXT NOT NULL, -- how hard it is pressed, against that action: up, same, down, mixed
  scope TEXT NOT NULL, -- how much, for whom and of whom it is asked, against that action
  confidence REAL NOT NULL, -- how sure the program is of the link, from 0 to 1
  status TEXT NOT NULL, -- proposed, confirmed or corrected
  PRIMARY KEY (lineage, n)
);
CREATE TABLE missing (
  lineage TEXT NOT NULL REFERENCES lineages(first), -- the demand
  n INTEGER NOT NULL, -- the restatement before which it is missing
  text TEXT NOT NULL REFERENCES texts(id), -- a text between the two in which it was not found
  PRIMARY KEY (lineage, n, text),
  FOREIGN KEY (lineage, n) REFERENCES restatements(lineage, n)
);
CREATE TABLE motions (
  chain INTEGER NOT NULL, -- which of the chains of the dossier file, by its position
  text TEXT NOT NULL REFERENCES texts(id), -- a motion of it
  party TEXT, -- who tabled it, if anybody says so
  party_by TEXT, -- who says so: text or editor
  part TEXT, -- apart: the joint motion does not name it among those it replaces; lapsed: so the editor says
  PRIMARY KEY (chain, text)
);
CREATE TABLE survival (
  chain INTEGER NOT NULL, -- the chain
  n INTEGER NOT NULL, -- position
  action TEXT NOT NULL REFERENCES actions(key), -- an action of a motion
  text TEXT NOT NULL REFERENCES texts(id), -- a text that followed
  what TEXT NOT NULL, -- in the same words, reworded, or not found, which says nothing about why
  found TEXT REFERENCES actions(key), -- the action found there
  against TEXT REFERENCES texts(id), -- the text it is linked to there: the motion, or a text between the two
  strength TEXT, -- how hard it is pressed, against that text: up, same, down, mixed
  scope TEXT, -- how much, for whom and of whom it is asked, against that text
  confidence REAL, -- how sure the program is of the weakest link on the way, from 0 to 1
  status TEXT, -- proposed, confirmed or corrected
  PRIMARY KEY (chain, n)
);
CREATE TABLE notes (
  text TEXT NOT NULL REFERENCES texts(id), -- the text
  n INTEGER NOT NULL, -- position
  part TEXT NOT NULL, -- what it is on, by its id in all editions: 2022-5.2.3, p-2022-5
  kind TEXT NOT NULL CHECK (kind IN ('note', 'comment')), -- a note, or a comment on some words
  note TEXT NOT NULL, -- what a person wrote: no words of the text
  by TEXT NOT NULL, -- who, empty where nobody is named
  day TEXT, -- when, if known
  about TEXT NOT NULL, -- the words that a comment is on
  changed INTEGER NOT NULL, -- 1 where the words of the part were others when it was written
  PRIMARY KEY (text, n)
);
CREATE TABLE notices (
  text TEXT NOT NULL REFERENCES texts(id), -- the text
  n INTEGER NOT NULL, -- position
  severity TEXT NOT NULL, -- error, warning or info
  code TEXT NOT NULL, -- the name of this kind of notice
  message TEXT NOT NULL, -- what was repaired or is doubtful
  location TEXT NOT NULL, -- where in the text
  PRIMARY KEY (text, n)
);

CREATE INDEX actions_by_statement ON actions(statement);
CREATE INDEX asked_by_addressee ON asked(addressee);
CREATE INDEX linked_by_action ON linked(action);
CREATE INDEX terms_by_value ON terms(kind, value);

CREATE VIEW demands AS -- every action with who is asked, by whom and when
SELECT t.year, t.id AS text, t.status AS status_of_text, q.addressee, q.implied, s.verb, s.strength, a.quote,
  a.condition, a.deadline, p.number AS paragraph, s.review, a.key AS action
FROM actions a
  JOIN statements s ON s.key = a.statement JOIN texts t ON t.id = a.text
  LEFT JOIN paragraphs p ON p.key = s.paragraph LEFT JOIN asked q ON q.statement = s.key
WHERE s.kind = 'demand'
ORDER BY t.n, a.n, q.n;

CREATE VIEW asked_by_year AS -- how many actions are asked of whom, text by text
SELECT addressee, year, text, status_of_text, count(DISTINCT action) AS actions, sum(implied) AS implied
FROM demands GROUP BY addressee, text ORDER BY addressee, year, text;

CREATE VIEW changes AS -- what became of every action: linked, new, or not carried over
SELECT l.comparison, 'linked' AS what,
  (SELECT group_concat(quote, char(10)) FROM (SELECT a.quote FROM linked x JOIN actions a ON a.key = x.action
    WHERE x.link = l.key AND x.side = 'old' ORDER BY a.n)) AS old,
  (SELECT group_concat(quote, char(10)) FROM (SELECT a.quote FROM linked x JOIN actions a ON a.key = x.action
    WHERE x.link = l.key AND x.side = 'new' ORDER BY a.n)) AS new,
  l.strength, l.scope,
  (SELECT group_concat(message, char(10)) FROM (SELECT message FROM reasons r WHERE r.link = l.key ORDER BY r.n))
    AS reasons,
  l.confidence, l.status, l.key AS link
FROM links l
UNION ALL
SELECT u.comparison, u.what, iif(u.what = 'new', NULL, a.quote), iif(u.what = 'new', a.quote, NULL),
  NULL, NULL, NULL, NULL, NULL, NULL
FROM unlinked u JOIN actions a ON a.key = u.action;

CREATE VIEW names_by_text AS -- who and what each text names, and in how many actions
SELECT m.kind, m.value AS name, a.text, t.year, count(DISTINCT a.key) AS actions
FROM terms m JOIN actions a ON a.key = m.action JOIN texts t ON t.id = a.text
WHERE m.kind IN ('person', 'organisation', 'law') GROUP BY m.kind, m.value, a.text ORDER BY m.kind, m.value, t.n;

CREATE VIEW themes_by_text AS -- how many actions of each text belong to each theme
SELECT m.value AS theme, a.text, t.year, t.status AS status_of_text, count(DISTINCT a.key) AS actions
FROM terms m JOIN actions a ON a.key = m.action JOIN statements s ON s.key = a.statement JOIN texts t ON t.id = a.text
WHERE m.kind = 'theme' AND s.kind = 'demand' GROUP BY m.value, a.text ORDER BY m.value, t.n;

CREATE VIEW demands_over_texts AS -- each demand in each text it was found in: where first, and what changed since
SELECT l.number, t.year, a.text, t.status AS status_of_text, 'first seen' AS step, NULL AS against,
  NULL AS strength, NULL AS scope, a.quote, NULL AS confidence, NULL AS status, a.key AS action, l.first AS lineage
FROM lineages l JOIN actions a ON a.key = l.first JOIN texts t ON t.id = a.text
UNION ALL
SELECT l.number, t.year, a.text, t.status, iif(r.beside, 'beside', 'restated'), b.text,
  r.strength, r.scope, a.quote, r.confidence, r.status, a.key, l.first
FROM restatements r JOIN lineages l ON l.first = r.lineage JOIN actions a ON a.key = r.action
  JOIN actions b ON b.key = r.against JOIN texts t ON t.id = a.text;

CREATE VIEW survival_by_motion AS -- how many actions of each motion were found in each text that followed
SELECT s.chain, a.text AS motion, m.party, m.part, s.text, count(DISTINCT s.action) AS actions,
  count(DISTINCT iif(s.found IS NULL, NULL, s.action)) AS found,
  count(DISTINCT iif(s.what = 'in the same words', s.action, NULL)) AS verbatim
FROM survival s JOIN actions a ON a.key = s.action JOIN motions m ON m.chain = s.chain AND m.text = a.text
  JOIN texts t ON t.id = a.text JOIN texts u ON u.id = s.text
GROUP BY s.chain, a.text, s.text ORDER BY s.chain, t.n, u.n;

CREATE VIRTUAL TABLE recitals_fts USING fts5(words, content="recitals", content_rowid='n',
  tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE paragraphs_fts USING fts5(words, content="paragraphs", content_rowid='n',
  tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE actions_fts USING fts5(quote, content="actions", content_rowid='n',
  tokenize='unicode61 remove_diacritics 2');
