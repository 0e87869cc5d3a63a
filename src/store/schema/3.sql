-- What was saved, and from when on, where the machine was too slow for every picture.
CREATE TABLE saving (
    session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('fewer-silhouettes', 'still-frames', 'every-second-frame', 'lite-model')),
    PRIMARY KEY (session_id, what)
) STRICT, WITHOUT ROWID;
