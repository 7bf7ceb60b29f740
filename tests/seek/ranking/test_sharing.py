from allotment.seek.ranking.sharing import Story, tell_stories
from tests.seek.ranking.making import post


def story_of(stories: list[Story], post_id: int) -> Story:
    return next(story for story in stories if story.candidate.post_id == post_id)


def names(story: Story) -> list[str]:
    return [sharer.voice for sharer in story.also]


def test_the_same_item_from_two_people_is_one_item_with_both_named() -> None:
    stories = tell_stories([post(1, age=3, url_key=5), post(2, age=1, url_key=5, elsewhere=True)])
    assert [story.candidate.post_id for story in stories] == [1]
    assert names(stories[0]) == ["Person 2"]


def test_a_persons_own_piece_goes_before_the_planet_that_carries_it() -> None:
    stories = tell_stories([post(1, None, age=5, voice="Mei", url_key=5), post(2, 2, age=1, url_key=5)])
    assert [(story.candidate.post_id, story.also) for story in stories] == [(2, ())]


def test_two_sources_of_one_person_are_one_item_and_nobody_else_is_named() -> None:
    stories = tell_stories([post(1, 7, source_id=1, url_key=5), post(2, 7, source_id=2, url_key=5)])
    assert [story.also for story in stories] == [()]


def test_those_who_link_to_a_piece_are_named_with_it() -> None:
    stories = tell_stories([post(1, url_key=5), post(2, age=2, link_keys=(5,)), post(3, link_keys=(5, 5))])
    assert names(story_of(stories, 1)) == ["Person 2", "Person 3"]
    assert story_of(stories, 2).also == ()


def test_linking_to_a_piece_is_about_the_same_thing() -> None:
    stories = tell_stories([post(1, url_key=5), post(2, link_keys=(5,)), post(3)])
    assert story_of(stories, 1).keys & story_of(stories, 2).keys
    assert not story_of(stories, 1).keys & story_of(stories, 3).keys


def test_two_who_link_to_the_same_thing_elsewhere_are_named_with_each_other() -> None:
    stories = tell_stories([post(1, link_keys=(9,)), post(2, link_keys=(9,))])
    assert [(names(story), story.elsewhere) for story in stories] == [(["Person 2"], True), (["Person 1"], True)]


def test_linking_to_oneself_is_not_sharing() -> None:
    stories = tell_stories([post(1, 7, url_key=5), post(2, 7, link_keys=(5,)), post(3, 7, link_keys=(5,))])
    assert [story.also for story in stories] == [(), (), ()]


def test_a_link_under_everything_somebody_writes_is_not_sharing() -> None:
    everywhere = [post(number, 7, link_keys=(9,)) for number in (1, 2, 3)]
    stories = tell_stories([*everywhere, post(4, 8, link_keys=(9,))])
    assert all(story.also == () for story in stories)


def test_a_tag_that_carries_a_link_is_nobodys_recommendation() -> None:
    stories = tell_stories([post(1, url_key=5), post(2, None, voice="Someone", link_keys=(5,))])
    assert story_of(stories, 1).also == ()


def test_a_second_feed_of_the_same_site_shares_nothing() -> None:
    at_home = [post(1, 1, url_key=7, voice="Ada"), post(2, 2, url_key=7, voice="Ada's photographs")]
    (story,) = tell_stories(at_home)
    assert story.also == ()


def test_who_carries_it_on_another_site_passes_it_on() -> None:
    carried = [post(1, 1, url_key=7, voice="Ada"), post(2, 2, url_key=7, voice="Ben", elsewhere=True)]
    (story,) = tell_stories(carried)
    assert story.candidate.post_id == 1
    assert [sharer.voice for sharer in story.also] == ["Ben"]


def test_two_people_of_one_name_are_one_voice() -> None:
    linking = [post(1, 1, link_keys=(9,), voice="Ada"), post(2, 2, link_keys=(9,), voice="ada")]
    assert all(story.also == () for story in tell_stories(linking))
