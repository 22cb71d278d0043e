//! Polls as people read them.
