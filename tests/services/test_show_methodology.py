"""The methodology is computed from the rules and agrees with the ranking."""

from dataclasses import replace

from finder.services.resources import Resources
from finder.services.show_methodology import show_methodology, worked_example


def test_the_worked_example_is_the_published_case(tables: Resources) -> None:
    example = worked_example(tables.rules)
    assert round(example.total, 1) == 79.3
    assert round(example.distance, 1) == 33.0


def test_the_example_follows_a_change_of_the_rules(tables: Resources) -> None:
    nearest = replace(tables.rules, presets={**tables.rules.presets, "balanced": 1.0})
    assert worked_example(nearest).certification == 0.0


def test_the_people_of_each_setting_stand_beside_its_half_distance(tables: Resources) -> None:
    shown = dict(show_methodology(tables.rules).half_distances)
    assert shown["Large metro: 2,000,000 people or more"] == 10
    assert shown["Frontier: fewer than 20,000 people"] == 65


def test_every_certification_value_of_the_rules_is_shown(tables: Resources) -> None:
    shown = [value for _, value in show_methodology(tables.rules).certification]
    assert shown == sorted(tables.rules.certification_values.values(), reverse=True)
