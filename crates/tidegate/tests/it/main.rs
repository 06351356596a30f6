//! The shell as a whole: what an acknowledgement promises, put to the test on real files.

mod acting;
mod common;
mod crash;
mod erasing;
mod passing;
mod receiving;
mod tampering;
