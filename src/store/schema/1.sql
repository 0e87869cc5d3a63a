-- Times within a session are milliseconds since it began; what is not known is null.

-- The rules that sets were judged by, each text once.
CREATE TABLE rules (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    exercise TEXT NOT NULL,
    title TEXT NOT NULL,
    format INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- AUTOINCREMENT: the number of a deleted session is not given again.
CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    began_unix_ms INTEGER NOT NULL,
    utc_offset_secs INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('camera', 'recording')),
    source_name TEXT NOT NULL,
    program_version TEXT NOT NULL,
    model TEXT NOT NULL,
    model_sha256 TEXT NOT NULL,
    ended_ms INTEGER,
    ending TEXT CHECK (ending IN ('complete', 'stopped', 'unexpected')), -- null while it is under way
    pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
    pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
    note TEXT
) STRICT;
CREATE INDEX session_by_time ON session (began_unix_ms);

CREATE TABLE exercise_set (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    item INTEGER NOT NULL,
    number INTEGER NOT NULL,
    rules_id INTEGER NOT NULL REFERENCES rules,
    range_asked REAL NOT NULL,
    own_range INTEGER NOT NULL CHECK (own_range IN (0, 1)),
    hold_asked_ms INTEGER,
    repetitions_asked INTEGER,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL, -- the last that is known of it, until it is whole
    whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1)),
    frames INTEGER NOT NULL DEFAULT 0,
    repetitions INTEGER NOT NULL DEFAULT 0,
    good INTEGER NOT NULL DEFAULT 0,
    range_used REAL,
    person_ms INTEGER,
    judged_ms INTEGER,
    position TEXT,
    view TEXT,
    near TEXT CHECK (near IN ('left', 'right')),
    sides_repaired INTEGER NOT NULL DEFAULT 0,
    UNIQUE (session_id, item, number)
) STRICT;

-- An attempt with its hold, the longest stretch in the target.
CREATE TABLE excursion (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES exercise_set ON DELETE CASCADE,
    phase TEXT,
    side TEXT CHECK (side IN ('left', 'right')),
    start_ms INTEGER NOT NULL,
    target_reached_ms INTEGER,
    target_left_ms INTEGER,
    end_ms INTEGER NOT NULL,
    measure TEXT,
    peak REAL,
    hold_ms INTEGER NOT NULL,
    unseen_ms INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('good', 'faulty', 'partial', 'unjudged')),
    not_judged TEXT NOT NULL -- ids of faults, with spaces between
) STRICT;
CREATE UNIQUE INDEX excursion_once
    ON excursion (set_id, start_ms, coalesce(phase, ''), coalesce(side, ''));

-- A fault of an attempt, or of the set as a whole.
CREATE TABLE fault (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES exercise_set ON DELETE CASCADE,
    excursion_id INTEGER REFERENCES excursion ON DELETE CASCADE,
    rule TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    cue TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('minor', 'major')),
    value REAL,
    bound REAL
) STRICT;
CREATE UNIQUE INDEX fault_once ON fault (set_id, coalesce(excursion_id, 0), rule, start_ms);
CREATE INDEX fault_of_excursion ON fault (excursion_id);

-- How long a set could not be judged, and how long the body was in another position.
CREATE TABLE unjudged (
    set_id INTEGER NOT NULL REFERENCES exercise_set ON DELETE CASCADE,
    reason TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    PRIMARY KEY (set_id, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE other_position (
    set_id INTEGER NOT NULL REFERENCES exercise_set ON DELETE CASCADE,
    position TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    PRIMARY KEY (set_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE pause (
    session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER,
    why TEXT NOT NULL CHECK (why IN ('asked', 'away', 'camera')),
    PRIMARY KEY (session_id, start_ms)
) STRICT, WITHOUT ROWID;

-- The driving measures, ten samples a second, packed: a piece each second while the set is under way,
-- one for all of it afterwards.
CREATE TABLE trace (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES exercise_set ON DELETE CASCADE,
    measure TEXT NOT NULL,
    first_step INTEGER NOT NULL,
    samples BLOB NOT NULL,
    UNIQUE (set_id, measure, first_step)
) STRICT;

-- The body at the best moment of each phase (fault is null) and at the worst of each fault.
CREATE TABLE moment (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES exercise_set ON DELETE CASCADE,
    phase TEXT,
    side TEXT CHECK (side IN ('left', 'right')),
    fault TEXT,
    at_ms INTEGER NOT NULL,
    weight REAL NOT NULL, -- of two moments for one place the weightier is kept
    pose BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX moment_once
    ON moment (set_id, coalesce(phase, ''), coalesce(side, ''), coalesce(fault, ''));

-- Every frame's landmarks, packed, a piece each second; pruned after some weeks.
CREATE TABLE motion (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES exercise_set ON DELETE CASCADE,
    start_ms INTEGER NOT NULL,
    poses BLOB NOT NULL,
    UNIQUE (set_id, start_ms)
) STRICT;

-- The day's programme, in the order in which it is done.
CREATE TABLE plan_item (
    id INTEGER PRIMARY KEY,
    exercise TEXT NOT NULL UNIQUE,
    sets INTEGER NOT NULL CHECK (sets > 0),
    repetitions INTEGER NOT NULL CHECK (repetitions > 0),
    hold_ms INTEGER,
    range_asked REAL NOT NULL,
    own_range INTEGER NOT NULL CHECK (own_range IN (0, 1)),
    times_a_day INTEGER NOT NULL CHECK (times_a_day > 0)
) STRICT;

-- What was done without the camera; a day is counted from 1970-01-01 where the person lives.
CREATE TABLE plan_mark (
    day INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    times INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (day, exercise)
) STRICT, WITHOUT ROWID;

-- When the person went on after a rise in pain.
CREATE TABLE plan_resumed (
    unix_ms INTEGER PRIMARY KEY
) STRICT;
