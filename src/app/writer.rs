//! The one writer.

/// The handle of the writer thread; cheap to clone.
#[derive(Clone)]
pub struct Writer {}

impl Writer {
    /// Waits until everything queued is stored and the thread has ended.
    pub async fn shutdown(&self) {}
}
