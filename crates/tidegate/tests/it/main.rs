//! The shell as a whole: what an acknowledgement promises, put to the test on real files.

#[cfg(test)]
mod acting;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod gnupg;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod house;
#[cfg(test)]
mod incoming;
#[cfg(test)]
mod mails;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod passing;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod receiving;
#[cfg(test)]
mod reporting;
#[cfg(test)]
mod sink;
#[cfg(test)]
mod tampering;
