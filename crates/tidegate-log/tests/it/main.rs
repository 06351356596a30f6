//! The log against other people's data, other implementations, properties and damage.

#[cfg(test)]
mod copies;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod merkle_corpus;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod peers;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tessera_log;
