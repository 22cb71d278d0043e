//! The folder of poll keys, beside sled's: one small file for each poll that needs one. sled keeps
//! removed bytes in old parts of its log; a file of its own can be overwritten and removed.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::format::{self, MemberV1, Stored};
use crate::app::{Keys, PollKey, PollKeys, ServerId, StoreError};
use crate::poll::{PollId, PollSecret};

/// The folder, in the store's.
const FOLDER: &str = "keys";

/// A key that is being written.
const NEW: &str = "new";

/// Keys in files.
#[derive(Clone, Debug)]
pub struct KeyFolder {
    folder: PathBuf,
}

/// The content of a file, sealed as values of the store are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeysV1 {
    secret: [u8; 32],
    roll: Vec<MemberV1>,
}

impl Stored for KeysV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "the key of a poll";
}

impl KeyFolder {
    /// The keys that belong to the store in this folder.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unreadable`] if their folder cannot be made.
    pub fn open(store: &Path) -> Result<Self, StoreError> {
        let folder = store.join(FOLDER);
        let made = fs::create_dir_all(&folder);
        let path = folder.display().to_string();
        // What a crash left of a key that was being written.
        let new = folder.join(NEW);
        let cleared = made.and_then(|()| if new.exists() { erase(&new) } else { Ok(()) });
        cleared.map_err(|why| StoreError::Unreadable { path, why: why.to_string() })?;
        Ok(Self { folder })
    }

    fn path(&self, key: PollKey) -> PathBuf {
        self.folder.join(name(key))
    }

    /// Puts the folder's entries on disk.
    fn sync(&self) -> std::io::Result<()> {
        File::open(&self.folder)?.sync_all()
    }
}

impl Keys for KeyFolder {
    fn fresh(&self) -> Result<PollSecret, StoreError> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|why| StoreError::Io(why.to_string()))?;
        Ok(PollSecret(secret))
    }

    fn of(&self, key: PollKey) -> Result<Option<PollKeys>, StoreError> {
        let path = self.path(key);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(why) if why.kind() == ErrorKind::NotFound => return Ok(None),
            Err(why) => return Err(failed(&why)),
        };
        let stored: KeysV1 = format::open(name(key).as_bytes(), &bytes).map_err(|why| {
            StoreError::Damaged { path: path.display().to_string(), what: why.to_string() }
        })?;
        let roll = stored.roll.into_iter().map(Into::into).collect();
        Ok(Some(PollKeys { secret: PollSecret(stored.secret), roll }))
    }

    fn keep(&self, key: PollKey, keys: &PollKeys) -> Result<(), StoreError> {
        let value =
            KeysV1 { secret: keys.secret.0, roll: keys.roll.iter().map(Into::into).collect() };
        let bytes = format::seal(name(key).as_bytes(), &value)
            .map_err(|why| StoreError::Io(why.to_string()))?;
        let written = (|| {
            let new = self.folder.join(NEW);
            overwrite(&new)?;
            let mut file = File::create(&new)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            overwrite(&self.path(key))?;
            fs::rename(&new, self.path(key))?;
            self.sync()
        })();
        written.map_err(|why| failed(&why))
    }

    fn destroy(&self, key: PollKey) -> Result<(), StoreError> {
        let path = self.path(key);
        if !path.exists() {
            return Ok(());
        }
        let destroyed = erase(&path).and_then(|()| self.sync());
        destroyed.map_err(|why| failed(&why))
    }

    fn all(&self) -> Result<Vec<PollKey>, StoreError> {
        let entries = fs::read_dir(&self.folder).map_err(|why| failed(&why))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        Ok(names.filter_map(|name| named(&name)).collect())
    }
}

/// Overwrites a file and removes it.
fn erase(path: &Path) -> std::io::Result<()> {
    overwrite(path)?;
    match fs::remove_file(path) {
        Err(why) if why.kind() != ErrorKind::NotFound => Err(why),
        _ => Ok(()),
    }
}

/// Writes zeros over a file that is there.
fn overwrite(path: &Path) -> std::io::Result<()> {
    let mut file = match File::options().write(true).open(path) {
        Ok(file) => file,
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(()),
        Err(why) => return Err(why),
    };
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

fn name((ServerId(server), PollId(poll)): PollKey) -> String {
    format!("{server}-{poll}")
}

fn named(name: &str) -> Option<PollKey> {
    let (server, poll) = name.split_once('-')?;
    Some((ServerId(server.parse().ok()?), PollId(poll.parse().ok()?)))
}

fn failed(why: &std::io::Error) -> StoreError {
    StoreError::Io(why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::{Member, VoterId};

    #[test]
    fn a_key_is_kept_until_it_is_destroyed() {
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyFolder::open(folder.path()).unwrap();
        let poll = (ServerId(1), PollId(2));
        assert_eq!(keys.of(poll), Ok(None));
        let roll = vec![Member { id: VoterId(987_654_321), name: "Ben".into() }];
        let kept = PollKeys { secret: keys.fresh().unwrap(), roll };
        assert_ne!(kept.secret, keys.fresh().unwrap());
        keys.keep(poll, &PollKeys { roll: Vec::new(), ..kept.clone() }).unwrap();
        keys.keep(poll, &kept).unwrap();
        assert_eq!(KeyFolder::open(folder.path()).unwrap().of(poll), Ok(Some(kept)));
        assert_eq!(keys.all(), Ok(vec![poll]));
        keys.destroy(poll).unwrap();
        keys.destroy(poll).unwrap();
        assert_eq!((keys.of(poll), keys.all()), (Ok(None), Ok(vec![])));
        assert_eq!(fs::read_dir(folder.path().join(FOLDER)).unwrap().count(), 0);
    }

    #[test]
    fn what_a_crash_left_of_a_key_being_written_is_gone_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        KeyFolder::open(folder.path()).unwrap();
        fs::write(folder.path().join(FOLDER).join(NEW), [7; 40]).unwrap();
        let keys = KeyFolder::open(folder.path()).unwrap();
        assert_eq!(keys.all(), Ok(vec![]));
        assert_eq!(fs::read_dir(folder.path().join(FOLDER)).unwrap().count(), 0);
    }

    #[test]
    fn a_changed_file_is_damage_and_not_another_key() {
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyFolder::open(folder.path()).unwrap();
        let poll = (ServerId(1), PollId(2));
        keys.keep(poll, &PollKeys { secret: PollSecret([7; 32]), roll: Vec::new() }).unwrap();
        let path = keys.path(poll);
        let mut bytes = fs::read(&path).unwrap();
        bytes[20] ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert!(matches!(keys.of(poll), Err(StoreError::Damaged { .. })));
    }
}
