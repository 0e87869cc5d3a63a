-- Days on which the programme rests, or one exercise of it, the last of them included. A day is counted from 1970-01-01
-- where the person lives.
CREATE TABLE plan_rest (
    id INTEGER PRIMARY KEY,
    exercise TEXT, -- null: the whole programme
    first_day INTEGER NOT NULL,
    last_day INTEGER CHECK (last_day >= first_day) -- null: until the person goes on
) STRICT;

-- What has been planned from a day on; nothing any more where it is no times a day.
CREATE TABLE plan_past (
    exercise TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    sets INTEGER NOT NULL,
    times_a_day INTEGER NOT NULL,
    PRIMARY KEY (exercise, first_day)
) STRICT, WITHOUT ROWID;
CREATE VIEW today AS SELECT cast(julianday('now', 'localtime') - 2440587.5 AS INTEGER) AS day;
INSERT INTO plan_past SELECT exercise, (SELECT day FROM today), sets, times_a_day FROM plan_item;
-- Two statements for each: what an upsert says of conflicts goes before what its triggers say.
CREATE TRIGGER plan_item_added AFTER INSERT ON plan_item BEGIN
    DELETE FROM plan_past WHERE exercise = new.exercise AND first_day = (SELECT day FROM today);
    INSERT INTO plan_past VALUES (new.exercise, (SELECT day FROM today), new.sets, new.times_a_day);
END;
CREATE TRIGGER plan_item_changed AFTER UPDATE ON plan_item BEGIN
    DELETE FROM plan_past WHERE exercise = new.exercise AND first_day = (SELECT day FROM today);
    INSERT INTO plan_past VALUES (new.exercise, (SELECT day FROM today), new.sets, new.times_a_day);
END;
CREATE TRIGGER plan_item_removed AFTER DELETE ON plan_item BEGIN
    DELETE FROM plan_past WHERE exercise = old.exercise AND first_day = (SELECT day FROM today);
    INSERT INTO plan_past VALUES (old.exercise, (SELECT day FROM today), old.sets, 0);
END;
