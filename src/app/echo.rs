//! A part of the arrangement as a pane shows it while a hand moves it: drawn at once, told as a command.
//!
//! It must never keep what the arrangement has changed meanwhile.

/// A value of the arrangement, with changes that are not yet applied there.
#[derive(Debug, Clone, Default)]
pub struct Echo<T> {
    /// As it is drawn.
    pub live: T,
    /// As it was last said by the arrangement, or told to it.
    said: Option<T>,
}

impl<T: PartialEq + Clone> Echo<T> {
    /// Takes over what the arrangement says. True where that is something else than what was told: it was
    /// changed elsewhere.
    pub fn follow(&mut self, says: &T) -> bool {
        if self.said.as_ref() == Some(says) {
            return false;
        }
        self.said = Some(says.clone());
        self.live = says.clone();
        true
    }

    /// What is to be told to the arrangement, where the hand moved something since.
    pub fn tell(&mut self) -> Option<T> {
        if self.said.as_ref() == Some(&self.live) {
            return None;
        }
        self.said = Some(self.live.clone());
        Some(self.live.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hand_is_told_once_and_changes_elsewhere_win() {
        let mut echo = Echo::<i32>::default();
        assert!(echo.follow(&1));
        echo.live = 2;
        assert_eq!((echo.tell(), echo.tell()), (Some(2), None));
        assert!(!echo.follow(&2) && echo.live == 2);
        assert!(echo.follow(&1) && echo.live == 1);
    }
}
