//! Stub, not committed.
