//! One neural network, ready to run.

use std::fmt;

use ort::session::builder::{GraphOptimizationLevel, SessionBuilder};
use ort::session::{Session, SessionOutputs};
use ort::value::{Outlet, Tensor};

use super::manifest::Graph;
use super::{PoseError, runtime};

/// A network that takes a square RGB picture; keeps the buffer of its input from frame to frame.
pub(super) struct Network {
    session: Session,
    input: Tensor<f32>,
    output_names: Vec<String>,
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").field("outputs", &self.output_names).finish_non_exhaustive()
    }
}

/// What a network must look like to be of use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape<'a> {
    /// Pixels along a side of the input, which is 1 x side x side x 3.
    pub(super) input_side: usize,
    /// How many values each output has, in the order that they were asked of the manifest.
    pub(super) output_lengths: &'a [usize],
}

impl Network {
    /// Prepares the network of a file. `threads` work on it together, 0 for as many as there are
    /// cores.
    pub(super) fn new(graph: &Graph, shape: Shape<'_>, threads: usize) -> Result<Self, PoseError> {
        let environment = runtime::environment()?;
        let unusable = |source| PoseError::Graph { path: graph.path.clone(), source };
        let build = || -> ort::Result<(Session, Tensor<f32>)> {
            let session =
                with_options(Session::builder(&environment)?, threads)?.commit_from_memory(&graph.bytes)?;
            let side = shape.input_side;
            Ok((session, Tensor::from_array(([1, side, side, 3], vec![0.0; side * side * 3]))?))
        };
        let (session, input) = build().map_err(unusable)?;

        let misfit = || PoseError::GraphShape { path: graph.path.clone() };
        let [only_input] = session.inputs() else { return Err(misfit()) };
        if length(only_input) != Some(shape.input_side * shape.input_side * 3) {
            return Err(misfit());
        }
        for (tensor, wanted) in graph.tensors.iter().zip(shape.output_lengths) {
            let outlet =
                session.outputs().iter().find(|outlet| outlet.name() == tensor).ok_or_else(misfit)?;
            if length(outlet) != Some(*wanted) {
                return Err(misfit());
            }
        }
        Ok(Self { session, input, output_names: graph.tensors.clone() })
    }

    /// The input's values, to be written before [`Network::run`]: RGB by rows.
    pub(super) fn input_mut(&mut self) -> &mut [f32] {
        self.input.extract_tensor_mut().1
    }

    /// Runs the network on what the input holds.
    pub(super) fn run(&mut self) -> Result<Outputs<'_>, PoseError> {
        let values = self.session.run([(&self.input).into()])?;
        Ok(Outputs { values, names: &self.output_names })
    }
}

/// Spinning threads would wait for work by burning the time of other programs and, on a busy
/// machine, their own: two threads then take 24 to 32 ms for what they do in 16 without.
fn with_options(builder: SessionBuilder, threads: usize) -> ort::Result<SessionBuilder> {
    Ok(builder
        .with_optimization_level(GraphOptimizationLevel::Level3)?
        .with_intra_threads(threads)?
        .with_inter_threads(1)?
        .with_intra_op_spinning(false)?)
}

fn length(outlet: &Outlet) -> Option<usize> {
    let sides = outlet.dtype().tensor_shape()?;
    sides.iter().map(|side| usize::try_from(*side).ok()).product()
}

/// What a network answered.
pub(super) struct Outputs<'a> {
    values: SessionOutputs<'a>,
    names: &'a [String],
}

impl Outputs<'_> {
    /// The values of an output, by its place in [`Shape::output_lengths`].
    pub(super) fn get(&self, index: usize) -> Result<&[f32], PoseError> {
        Ok(self.values[self.names[index].as_str()].try_extract_tensor()?.1)
    }
}
