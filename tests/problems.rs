//! Broken plan files, and what is told of them.

use roadscope::file;

fn told(problems: &[file::Problem]) -> String {
    problems.iter().map(|p| format!("{p}\n")).collect()
}

#[test]
fn what_comes_with_the_program_is_sound() {
    let bundled = file::bundled();
    assert!(bundled.problems.is_empty(), "{}", told(&bundled.problems));
    assert!(bundled.plan.is_some_and(|plan| plan.records().len() > 100));
    let template =
        file::read(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/template.ron")));
    assert!(template.problems.is_empty(), "{}", told(&template.problems));
}
