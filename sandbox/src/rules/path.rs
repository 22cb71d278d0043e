//! Where in a body a problem lies. Lives on the stack; costs nothing until there is a problem.

/// A step into a body, and the steps before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'a> {
    up: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// The body itself.
    pub(crate) const ROOT: Path<'static> = Path { up: None, step: Step::Root };

    /// A field.
    pub(crate) const fn key(&'a self, key: &'a str) -> Path<'a> {
        Path { up: Some(self), step: Step::Key(key) }
    }

    /// An item of a list.
    pub(crate) const fn index(&'a self, index: usize) -> Path<'a> {
        Path { up: Some(self), step: Step::Index(index) }
    }

    /// The steps from the body on.
    pub(crate) fn steps(&self) -> Vec<String> {
        let mut steps = self.up.map(Path::steps).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) => steps.push(key.to_owned()),
            Step::Index(index) => steps.push(index.to_string()),
        }
        steps
    }
}
