//! The rules that are part of the program.

macro_rules! built_in {
    ($($id:literal),+ $(,)?) => {
        /// File name and text of each, in the order of the exercise sheet.
        pub(super) const BUILT_IN: &[(&str, &str)] = &[
            $((concat!($id, ".toml"), include_str!(concat!("../../data/exercises/", $id, ".toml")))),+
        ];
    };
}

built_in!["bridge", "cat-cow", "lower-trunk-rotation"];
