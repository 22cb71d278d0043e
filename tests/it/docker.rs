//! The Dockerfile, run line by line in a shell: its commands must work without a container engine.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the file's instructions below `image`, each stage in a folder of its own.
struct Shell {
    project: PathBuf,
    image: PathBuf,
    /// The folder that stands for `/` of the stage at work.
    stage: PathBuf,
    stages: HashMap<String, PathBuf>,
    variables: HashMap<String, String>,
    entrypoint: Vec<String>,
    health: Vec<String>,
    default: Vec<String>,
}

impl Shell {
    fn inside(&self, path: &str) -> PathBuf {
        self.stage.join(path.trim_start_matches('/'))
    }

    fn instruction(&mut self, line: &str) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "FROM" => {
                let name = rest.split_once(" AS ").map_or("final", |(_, name)| name).to_owned();
                self.stage = self.image.join(&name);
                std::fs::create_dir_all(&self.stage).unwrap();
                self.stages.insert(name, self.stage.clone());
            }
            "ARG" => {
                let (name, default) = rest.split_once('=').unwrap_or((rest, ""));
                let given = match name {
                    "PROFILE" => "dev".to_owned(),
                    "ROOT" => self.stage.display().to_string(),
                    "OWNER" => owner(),
                    _ => default.to_owned(),
                };
                self.variables.insert(name.into(), given);
            }
            "RUN" => {
                let done = Command::new("sh")
                    .args(["-ec", rest])
                    .current_dir(&self.project)
                    .envs(&self.variables)
                    .output()
                    .unwrap();
                let said = String::from_utf8_lossy(&done.stderr);
                assert!(done.status.success(), "RUN {rest}\n{said}");
            }
            "COPY" => self.copy(rest),
            "ENTRYPOINT" => self.entrypoint = serde_json::from_str(rest).unwrap(),
            "CMD" => self.default = serde_json::from_str(rest).unwrap(),
            "HEALTHCHECK" => {
                let (_, command) = rest.split_once("CMD ").unwrap();
                self.health = serde_json::from_str(command).unwrap();
            }
            "WORKDIR" | "USER" | "VOLUME" => {}
            _ => panic!("the Dockerfile holds {word}, which this test does not know"),
        }
    }

    fn copy(&self, rest: &str) {
        let words: Vec<&str> = rest.split(' ').collect();
        let (from, source, target) = match words[..] {
            [".", "."] => return, // the project itself, where RUN already stands
            [stage, source, target] => {
                let stage = &self.stages[stage.strip_prefix("--from=").unwrap()];
                (stage.clone(), source.trim_start_matches('/'), target)
            }
            [source, target] => (self.project.clone(), source, target),
            _ => panic!("COPY {rest}"),
        };
        let target = self.inside(target);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        let done = Command::new("cp").arg("-r").arg(from.join(source)).arg(&target).status();
        assert!(done.unwrap().success(), "COPY {rest}");
    }

    fn program(&self, name: &str) -> PathBuf {
        self.inside(&format!("usr/local/bin/{name}"))
    }
}

fn owner() -> String {
    let id = Command::new("id").arg("-u").output().unwrap();
    String::from_utf8(id.stdout).unwrap().trim().to_owned()
}

/// The instructions, with continued lines joined and comments left out.
fn instructions(text: &str) -> Vec<String> {
    let joined = text.replace("\\\n", " ");
    let line = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    joined.lines().filter(line).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn the_image_builds_and_its_program_runs() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf();
    let image = tempfile::tempdir().unwrap();
    let target = Path::new(env!("CARGO_BIN_EXE_stackwise")).ancestors().nth(2).unwrap();
    let mut shell = Shell {
        stage: image.path().into(),
        image: image.path().into(),
        stages: HashMap::new(),
        // The folder this test was built in, so that nothing is built twice.
        variables: HashMap::from([("CARGO_TARGET_DIR".into(), target.display().to_string())]),
        entrypoint: Vec::new(),
        health: Vec::new(),
        default: Vec::new(),
        project,
    };
    let text = std::fs::read_to_string(shell.project.join("Dockerfile")).unwrap();
    for line in instructions(&text) {
        shell.instruction(&line);
    }

    assert!(shell.inside("var/lib/stackwise").is_dir(), "the volume's folder is made");
    let knowledge = shell.inside("usr/share/stackwise/knowledge");
    let program = shell.program(&shell.entrypoint[0]);
    let check = Command::new(&program).arg("check").arg("--knowledge").arg(knowledge).output();
    let check = check.unwrap();
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));

    // The commands named in the file are commands of the program.
    assert_eq!(shell.health, ["stackwise", "health"]);
    let help = Command::new(&program).args([&shell.default[0], "--help"]).output().unwrap();
    assert!(help.status.success());
    let help = String::from_utf8(help.stdout).unwrap();
    for flag in shell.default.iter().filter(|word| word.starts_with("--")) {
        assert!(help.contains(flag.as_str()), "`{}` has no {flag}", shell.default[0]);
    }
}
