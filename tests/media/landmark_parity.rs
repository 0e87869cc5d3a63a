//! The landmarks of two photographs lie where MediaPipe puts them.

use std::path::Path;

use crate::parity::{MODELS, Parity};

#[test]
fn landmarks_agree_with_mediapipe() -> anyhow::Result<()> {
    let photos = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/photos");
    for model in MODELS {
        let parity = Parity::measure(&photos, model)?;
        assert!(parity.holds(), "\n{}\n{parity}", Parity::heading());
    }
    Ok(())
}
