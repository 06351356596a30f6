//! The pages through a socket: who may ask for what, and what a case shows and withholds.

#[cfg(test)]
mod access;
#[cfg(test)]
mod account;
#[cfg(test)]
mod asking;
#[cfg(test)]
mod asserted;
#[cfg(test)]
mod attachments;
#[cfg(test)]
mod authorisation;
#[cfg(test)]
mod board;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod circle;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod coordination;
#[cfg(test)]
mod declare;
#[cfg(test)]
mod described;
#[cfg(test)]
mod directives;
#[cfg(test)]
mod done_by;
#[cfg(test)]
mod drills;
#[cfg(test)]
mod finder;
#[cfg(test)]
mod floods;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod interface;
#[cfg(test)]
mod join;
#[cfg(test)]
mod log;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod notices;
#[cfg(test)]
mod operators;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod owed;
#[cfg(test)]
mod participants;
#[cfg(test)]
mod passkeys;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod programs;
#[cfg(test)]
mod pseudonym;
#[cfg(test)]
mod queues;
#[cfg(test)]
mod reception;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod reportability;
#[cfg(test)]
mod retraction;
#[cfg(test)]
mod same;
#[cfg(test)]
mod served;
#[cfg(test)]
mod sheets;
#[cfg(test)]
mod silences;
#[cfg(test)]
mod single;
#[cfg(test)]
mod then;
#[cfg(test)]
mod threads;
#[cfg(test)]
mod transfer;
#[cfg(test)]
mod triage;
#[cfg(test)]
mod work;
#[cfg(test)]
mod written;
