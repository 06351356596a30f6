//! tidegate-law
