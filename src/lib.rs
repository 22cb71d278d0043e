//! Stackwise.
