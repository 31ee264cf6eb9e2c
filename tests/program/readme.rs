//! The plans that a reader is told to start from are sound.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use roadscope::file;

fn is_sound(name: &str, text: &str) {
    let loaded = file::parse(name, text.as_bytes());
    let told: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert!(told.is_empty() && loaded.more == 0, "{}", told.join("\n"));
    assert!(loaded.plan.is_some_and(|plan| plan.items().len() > 1), "{name} shows nothing");
}

#[test]
fn the_plan_in_the_readme_is_complete() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme.split_once("```ron\n").expect("a plan in the README");
    let (plan, after) = rest.split_once("\n```").expect("its end");
    assert!(!after.contains("```ron"), "a second plan, which no test reads");
    is_sound("README.md", plan);
}

#[test]
fn the_template_is_complete() {
    is_sound("template.ron", include_str!("../../assets/template.ron"));
}
