//! The stories that the commands tell: the demo, and the time lines of others.

#[cfg(test)]
mod demo;
#[cfg(test)]
mod replay;
