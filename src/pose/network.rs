//! One neural network, ready to run.

use std::path::{Path, PathBuf};

use ndarray::{Array4, ArrayView, Axis, Dimension, IxDyn};
use ort::session::builder::{GraphOptimizationLevel, SessionBuilder};
use ort::session::{Session, SessionOutputs};
use ort::value::{Outlet, TensorRef};

use super::crop::{Cropper, Input, Picture};
use super::manifest::Graph;
use super::region::Region;
use super::{PoseError, runtime};

/// An output of a network.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output {
    /// Its name in the manifest.
    pub(super) id: &'static str,
    /// How many values there are along each axis. The graph may have more axes of length 1.
    pub(super) shape: &'static [usize],
}

/// Outputs' names in the manifest and in the graph.
pub(super) type Names = Vec<(&'static str, String)>;

/// A network that reads a square region of a picture. It keeps its buffers from frame to frame.
#[derive(Debug)]
pub(super) struct Network {
    session: Session,
    cropper: Cropper,
    /// Pictures (one) x rows x columns x channels (red, green, blue).
    input: Array4<f32>,
    names: Names,
    path: PathBuf,
}

impl Network {
    /// Prepares the network of a file that was opened for these outputs. `threads` work on it
    /// together, 0 for as many as there are cores.
    pub(super) fn new(
        graph: &Graph,
        input: &Input,
        outputs: &[Output],
        threads: usize,
    ) -> Result<Self, PoseError> {
        let session = session(graph, threads)?;
        let shape = [1, input.side, input.side, 3];
        let takes_input = matches!(session.inputs(), [only] if length(only) == Some(shape.iter().product()));
        if !takes_input {
            return Err(PoseError::GraphShape(graph.path.clone()));
        }
        let names = names(graph, &session, outputs)?;
        let path = graph.path.clone();
        Ok(Self { session, cropper: Cropper::new(*input), input: Array4::zeros(shape), names, path })
    }

    /// Runs the network on a region of a picture.
    pub(super) fn run(&mut self, picture: &Picture<'_>, region: &Region) -> Result<Outputs<'_>, PoseError> {
        self.cropper.cut(picture, region, self.input.index_axis_mut(Axis(0), 0))?;
        let values = self.session.run([TensorRef::from_array_view(&self.input)?.into()])?;
        Ok(Outputs { values, names: &self.names, path: &self.path })
    }
}

/// Prepares the graph of a file to be run.
pub(super) fn session(graph: &Graph, threads: usize) -> Result<Session, PoseError> {
    let environment = runtime::environment()?;
    let build = || with_options(Session::builder(&environment)?, threads)?.commit_from_memory(&graph.bytes);
    build().map_err(|source| PoseError::Graph { path: graph.path.clone(), source })
}

/// The outputs' names in the manifest and in the graph, once the graph gives them in their shapes.
pub(super) fn names(graph: &Graph, session: &Session, outputs: &[Output]) -> Result<Names, PoseError> {
    let gives = |output: &Output, tensor: &String| {
        let outlet = session.outputs().iter().find(|outlet| outlet.name() == tensor);
        outlet.and_then(length) == Some(output.shape.iter().product())
    };
    if !outputs.iter().zip(&graph.tensors).all(|(output, tensor)| gives(output, tensor)) {
        return Err(PoseError::GraphShape(graph.path.clone()));
    }
    Ok(outputs.iter().map(|output| output.id).zip(graph.tensors.iter().cloned()).collect())
}

/// Threads that spin burn the time of other programs while they wait and, on a busy machine, their
/// own: two threads then take 24 to 32 ms for what takes them 16 without spinning.
fn with_options(builder: SessionBuilder, threads: usize) -> ort::Result<SessionBuilder> {
    Ok(builder
        .with_optimization_level(GraphOptimizationLevel::Level3)?
        .with_intra_threads(threads)?
        .with_inter_threads(1)?
        .with_intra_op_spinning(false)?)
}

/// How many values there are in a tensor of a known shape.
pub(super) fn length(outlet: &Outlet) -> Option<usize> {
    let shape = outlet.dtype().tensor_shape()?;
    shape.iter().map(|side| usize::try_from(*side).ok()).product()
}

/// What a network answered.
pub(super) struct Outputs<'a> {
    pub(super) values: SessionOutputs<'a>,
    pub(super) names: &'a [(&'static str, String)],
    pub(super) path: &'a Path,
}

impl Outputs<'_> {
    /// The values of an output, in its shape and without a copy. What is no number would pass for nobody
    /// being there.
    pub(super) fn get<D: Dimension>(&self, output: &Output) -> Result<ArrayView<'_, f32, D>, PoseError> {
        let name = self.names.iter().find(|(id, _)| *id == output.id).map(|(_, name)| name.as_str());
        let value = name.and_then(|name| self.values.get(name));
        let value = value.ok_or_else(|| ort::Error::new(format!("no output {}", output.id)))?;
        let (_, values) = value.try_extract_tensor::<f32>()?;
        if !values.iter().all(|value| value.is_finite()) {
            return Err(PoseError::NoNumber(self.path.to_owned()));
        }
        Ok(ArrayView::from_shape(IxDyn(output.shape), values)?.into_dimensionality()?)
    }
}
