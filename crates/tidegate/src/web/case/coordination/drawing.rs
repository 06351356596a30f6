//! Two machines as drawings: their states, the ways between them, and where the case stands.

use tidegate_core::coordination::{EmbargoStage, EmbargoStep, ReportState, ReportStep};

use crate::say::coordination::{CoordinationTold, id};
use crate::web::Frame;

/// Half the width and half the height of a state.
const HALF: (i32, i32) = (68, 19);

/// A machine with what stands where.
pub(super) struct Machine {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) nodes: Vec<Node>,
    pub(super) ways: Vec<Way>,
    /// The same in words.
    pub(super) label: String,
}

/// A state.
pub(super) struct Node {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) name: String,
    /// Who stands there.
    pub(super) here: Vec<String>,
}

impl Node {
    pub(super) fn left(&self) -> i32 {
        self.x - HALF.0
    }

    pub(super) fn top(&self) -> i32 {
        self.y - HALF.1
    }
}

/// A way from one state to another.
pub(super) struct Way {
    pub(super) x1: i32,
    pub(super) y1: i32,
    pub(super) x2: i32,
    pub(super) y2: i32,
}

/// How far everybody is with the report.
pub(super) fn report(told: &CoordinationTold, frame: &Frame) -> Machine {
    let place = |state: ReportState| match state {
        ReportState::Start => (78, 90),
        ReportState::Received => (244, 90),
        ReportState::Valid => (410, 36),
        ReportState::Invalid => (410, 164),
        ReportState::Accepted => (576, 36),
        ReportState::Deferred => (576, 98),
        ReportState::Closed => (742, 124),
    };
    let nodes = ReportState::ALL.map(|state| {
        let there = told.participants.iter().filter(|one| one.report == state);
        let here = there.map(|one| frame.pick(&one.name).to_owned()).collect();
        node(place(state), frame.say(id::report(state)), here)
    });
    let mut ways = Vec::new();
    for from in ReportState::ALL {
        for to in ReportStep::ALL.into_iter().filter_map(|step| from.after(step).ok()) {
            ways.push(way(place(from), place(to)));
        }
    }
    machine((820, 190), nodes.into(), ways, frame)
}

/// How far the embargo has come.
pub(super) fn embargo(told: &CoordinationTold, frame: &Frame) -> Machine {
    let place = |stage: EmbargoStage| match stage {
        EmbargoStage::None => (78, 36),
        EmbargoStage::Proposed => (264, 36),
        EmbargoStage::Active => (450, 36),
        EmbargoStage::Revise => (660, 36),
        EmbargoStage::Exited => (555, 112),
    };
    let nodes = EmbargoStage::ALL.map(|stage| {
        let here = (told.embargo == stage).then(|| frame.say("coordination-here"));
        node(place(stage), frame.say(id::stage(stage)), here.into_iter().collect())
    });
    let mut ways = Vec::new();
    for from in EmbargoStage::ALL {
        for to in EmbargoStep::ALL.into_iter().filter_map(|step| from.after(step).ok()) {
            if from != to {
                ways.push(way(place(from), place(to)));
            }
        }
    }
    machine((740, 150), nodes.into(), ways, frame)
}

fn node((x, y): (i32, i32), name: String, here: Vec<String>) -> Node {
    Node { x, y, name, here }
}

/// A line between the borders of two states.
fn way(from: (i32, i32), to: (i32, i32)) -> Way {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let below = dx.abs() <= 2 * HALF.0;
    let border = |at: (i32, i32), toward: i32| match below {
        true => (at.0, at.1 + toward * dy.signum() * HALF.1),
        false => (at.0 + toward * dx.signum() * HALF.0, at.1),
    };
    let ((x1, y1), (x2, y2)) = (border(from, 1), border(to, -1));
    Way { x1, y1, x2, y2 }
}

fn machine(
    (width, height): (i32, i32),
    nodes: Vec<Node>,
    ways: Vec<Way>,
    frame: &Frame,
) -> Machine {
    let said = nodes.iter().filter(|node| !node.here.is_empty()).map(|node| {
        let who = node.here.join(&frame.say("list-comma"));
        format!("{}{}{who}", node.name, frame.say("list-colon"))
    });
    let label = said.collect::<Vec<_>>().join(&frame.say("list-and"));
    Machine { width, height, nodes, ways, label }
}
